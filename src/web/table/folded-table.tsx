import { useState } from 'preact/hooks'
import type { Row, TableView } from '../../model/index.ts'
import { useVoice } from '../voice.ts'
import { FigureTable } from './figure-table.tsx'

/** A table behind its title: made when it is opened. */
export function FoldedTable({ view, rows, name }: { view: TableView; rows: readonly Row[]; name: string }) {
  const { say, format } = useVoice()
  const [open, setOpen] = useState(false)
  return (
    <details class="folded screen-only" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {say(view.title)} ({format.number(rows.length)})
      </summary>
      {open && <FigureTable view={view} rows={rows} name={name} />}
    </details>
  )
}
