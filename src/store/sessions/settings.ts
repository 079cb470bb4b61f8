import type { Project, Sessions, Setting, SettingKind } from '../../desk/ports.ts';
import { Prisma } from '../client/client.ts';
import type { Database } from '../database.ts';
import { dayFrom, dayOf } from './day.ts';

interface ProjectRow {
  id: string;
  name: string;
  approval: string | null;
  approvalEnds: Date | null;
}

export const settingOf = ({ id, name, kind }: { id: string; name: string; kind: string }): Setting => ({
  id,
  name,
  kind: kind as SettingKind,
});

export function projectOf({ id, name, approval, approvalEnds }: ProjectRow): Project {
  return { id, name, approval, approvalEnds: approvalEnds && dayOf(approvalEnds) };
}

/** false where a name is taken: somebody else may have been quicker. */
async function unlessTaken(adding: Promise<unknown>): Promise<boolean> {
  try {
    await adding;
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false;
    throw error;
  }
}

const ends = (day: string | null) => day && dayFrom(day);

export function settingsOf({ prisma }: Database): Pick<Sessions, 'settings' | 'addSetting' | 'projects' | 'addProject' | 'approve'> {
  return {
    settings: async () => (await prisma.setting.findMany({ orderBy: { name: 'asc' } })).map(settingOf),
    addSetting: (setting, createdAt) => unlessTaken(prisma.setting.create({ data: { ...setting, createdAt } })),
    projects: async () => (await prisma.project.findMany({ orderBy: { name: 'asc' } })).map(projectOf),
    addProject: ({ approvalEnds, ...project }, createdAt) =>
      unlessTaken(prisma.project.create({ data: { ...project, approvalEnds: ends(approvalEnds), createdAt } })),
    approve: async (id, approval, approvalEnds) =>
      void (await prisma.project.update({ where: { id }, data: { approval, approvalEnds: ends(approvalEnds) } })),
  };
}
