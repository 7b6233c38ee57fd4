import ChecklistOutlined from '@mui/icons-material/ChecklistOutlined'
import GroupsOutlined from '@mui/icons-material/GroupsOutlined'
import HomeOutlined from '@mui/icons-material/HomeOutlined'
import HubOutlined from '@mui/icons-material/HubOutlined'
import MenuBookOutlined from '@mui/icons-material/MenuBookOutlined'
import PeopleAltOutlined from '@mui/icons-material/PeopleAltOutlined'
import SettingsOutlined from '@mui/icons-material/SettingsOutlined'
import TaskOutlined from '@mui/icons-material/TaskOutlined'
import type { SvgIconComponent } from '@mui/icons-material'
import { routes } from './routes.ts'

export interface Place {
  readonly name: string
  readonly route: string
  readonly icon: SvgIconComponent
  /** Other addresses that belong to this place. */
  readonly within: readonly string[]
  /** What a guest, who keeps nothing, has too. */
  readonly forGuests: boolean
}

export const places: readonly Place[] = [
  { name: 'Today', route: routes.today(), icon: HomeOutlined, within: [], forGuests: false },
  { name: 'Caseload', route: routes.caseload(), icon: PeopleAltOutlined, within: ['/caseload/', '/person/'], forGuests: false },
  { name: 'Huddle', route: routes.huddle(), icon: HubOutlined, within: ['/huddle/', '/join/', '/seat/'], forGuests: true },
  { name: 'Actions', route: routes.actions(), icon: ChecklistOutlined, within: [], forGuests: false },
  { name: 'Directory', route: routes.directory(), icon: MenuBookOutlined, within: ['/directory/'], forGuests: false },
  { name: 'Record', route: routes.record(), icon: TaskOutlined, within: ['/record/'], forGuests: false },
  { name: 'Team', route: routes.team(), icon: GroupsOutlined, within: [], forGuests: false },
  { name: 'Settings', route: routes.settings(), icon: SettingsOutlined, within: [], forGuests: true },
]

export const isHere = ({ route, within }: Place, location: string): boolean =>
  location === route || within.some((start) => location.startsWith(start))
