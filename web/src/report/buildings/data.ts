// Buildings that say something of their energy performance or their roof.

import type { Names } from '../common';

export interface BuildingResult {
  id: string;
  name: Names;
  use: string;
  floor_area_m2: number | null;
  performance: {
    bei: number | null;
    saving: number | null;
    saving_with_renewables: number | null;
    /** zeb_ready, nearly_zeh_m; null: none, or unknown without figures. */
    level: string | null;
    claimed: string | null;
  } | null;
  pv_duty: { required_kw: number; installed_kw: number; rating: 0 | 1 | 2 | 3 } | null;
}
