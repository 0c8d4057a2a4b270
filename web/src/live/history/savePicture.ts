// A drawing as a file that looks the same elsewhere: the colours of the page of now stand in it.

export function savePicture(svg: SVGSVGElement, file: string): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(name);
  const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  sheet.textContent = `text{font:13px sans-serif;fill:${value('--ink')}}path{fill:none;stroke:${value('--link')};stroke-width:2}.axis{stroke:${value('--line')}}.other{stroke:${value('--line-strong')};stroke-dasharray:5 4}`;
  copy.prepend(sheet);
  copy.setAttribute('style', `background:${value('--paper')}`);
  const url = URL.createObjectURL(new Blob([copy.outerHTML], { type: 'image/svg+xml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  URL.revokeObjectURL(url);
}
