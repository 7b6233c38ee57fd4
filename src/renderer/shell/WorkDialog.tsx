import { Dialog, type DialogProps } from '@mui/material'
import { mayClose, type DialogWork } from './may-close.ts'

interface WorkDialogProps extends Omit<DialogProps, 'onClose'>, DialogWork {
  readonly onClose: () => void
}

/** A dialog that something is written in or done by: its own buttons end it, and Escape only where nothing is lost by that. */
export const WorkDialog = ({ busy, written, onClose, ...props }: WorkDialogProps) => (
  <Dialog {...props} onClose={(_event, reason) => mayClose({ busy, written }, reason) && onClose()} />
)
