import { render } from 'preact'
import type { ReportData } from '../model/index.ts'
import { Page } from './page.tsx'
import type { Pictures } from './pictures.ts'
import { openFoldoutsForPrint } from './printing.ts'
import { applyTheme } from './theme.ts'
import './look/fonts.css'
import './look/colours.css'
import './look/page.css'
import './look/story.css'
import './look/figure.css'
import './look/table.css'
import './look/map.css'
import './look/network.css'
import './look/dossier.css'
import './look/phrasing.css'
import './look/triage.css'
import './look/sheet.css'
import './look/account.css'
import './look/print.css'

/** Draws the report into `root`. `pictures` are the charts and tables by analysis id. */
export function mount(root: Element, data: ReportData, pictures: Record<string, Pictures>): void {
  applyTheme()
  openFoldoutsForPrint()
  render(<Page data={data} pictures={pictures} />, root)
}
