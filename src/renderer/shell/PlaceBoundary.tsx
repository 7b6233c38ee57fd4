import { Box, Button } from '@mui/material'
import { Component, type ReactNode } from 'react'
import { problemOf, type Problem } from '../../core/model/problem.ts'
import { ProblemNote } from './ProblemNote.tsx'

interface PlaceBoundaryProps {
  readonly children: ReactNode
}

/** Keeps a place that fails from taking the whole window with it. Give it the place as `key`. */
export class PlaceBoundary extends Component<PlaceBoundaryProps, { readonly problem: Problem | undefined }> {
  override state: { readonly problem: Problem | undefined } = { problem: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { problem: problemOf(error) }
  }

  override render() {
    if (!this.state.problem) return this.props.children
    return (
      <Box sx={{ p: 3, maxWidth: 720 }}>
        <ProblemNote problem={this.state.problem} action={<Button onClick={() => this.setState({ problem: undefined })}>Try again</Button>} />
      </Box>
    )
  }
}
