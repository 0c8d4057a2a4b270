// The parts of ECharts that gaiku uses, drawn as SVG so that paper is as sharp as the screen.

import { BarChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TitleComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  GridComponent,
  LabelLayout,
  LineChart,
  MarkLineComponent,
  SankeyChart,
  ScatterChart,
  SVGRenderer,
  TitleComponent,
  TooltipComponent,
]);

export type ChartOption = EChartsCoreOption;
export type { EChartsType };

export interface Size {
  width: number;
  height: number;
  /** Size of the chart's text in pixels. */
  type: number;
  /** True where nothing can be touched: on paper and in saved pictures. */
  still: boolean;
}

export type Draw = (size: Size) => ChartOption;

/** Height of a drawing in rem, or how it follows from its width in rem. */
export type Height = number | ((width: number) => number);

export const heightAt = (height: Height, width: number): number =>
  typeof height === 'number' ? height : height(width);

export interface Key {
  label: string;
  /** Name of the token of its colour. */
  colour: string;
  look: 'area' | 'hatched' | 'striped' | 'dotted' | 'line' | 'circle' | 'square' | 'triangle' | 'dashed';
}

/** A colour or font of the page's tokens, as a value; single quotes, because charts write it into an attribute. */
export const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim().replaceAll('"', "'");

/** Pixels of `size` rem: charts grow with the page's type on very large screens. */
export const rem = (size: number): number =>
  size * parseFloat(getComputedStyle(document.documentElement).fontSize || '16');

export const live = (place: HTMLElement): EChartsType => init(place, null, { renderer: 'svg' });

/** A chart as SVG text, for paper and for saving. */
export function drawn(option: ChartOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ ...option, animation: false });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

export const lessMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
