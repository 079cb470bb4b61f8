import { waysOf } from './compile.ts';
import { type FlowBundle, type FlowDefinition, idOf, type Step } from './flow.ts';
import type { Report } from './problem.ts';

/** Where a flow leads: every step can be reached, every way leads on and ends, and no flow calls itself. */
export function inspectPath(definition: FlowDefinition, bundle: FlowBundle, report: Report): void {
  const ids = definition.steps.map(idOf);
  const index = new Map(ids.map((id, at) => [id, at]));
  ids.forEach((id, at) => {
    if (ids.indexOf(id) !== at) report(['steps', at], `The id "${id}" is used twice. Give each step its own.`);
  });
  const reached = new Set<string>();
  const open = new Set<string>();
  const visit = (id: string | null, from: number): void => {
    if (id === null) return report(['steps', from], `After "${ids[from]}" there is nothing. Add an end step.`);
    const at = index.get(id);
    if (at === undefined) return report(['steps', from], `"${ids[from]}" leads to "${id}", and there is no such step.`);
    if (open.has(id)) return report(['steps', from], `"${ids[from]}" leads back to "${id}": a flow only goes forward.`);
    if (reached.has(id)) return;
    reached.add(id);
    open.add(id);
    for (const way of waysOf(definition.steps[at] as Step, ids[at + 1] ?? null)) visit(way, at);
    open.delete(id);
  };
  visit(ids[0] as string, 0);
  ids.forEach((id, at) => {
    if (!reached.has(id)) report(['steps', at], `Nothing leads to "${id}". Remove it, or lead to it.`);
  });
  const calls = (id: string, trail: string[]): void => {
    if (trail.includes(id)) return report(['flow'], `The flow "${id}" calls itself (${[...trail, id].join(' → ')}).`);
    const inner = id === bundle.main.flow ? bundle.main : bundle.called[id];
    for (const step of inner?.steps ?? []) if ('call' in step) calls(step.flow, [...trail, id]);
  };
  calls(definition.flow, []);
}
