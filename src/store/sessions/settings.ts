import type { Project, Sessions, Setting, SettingKind } from '../../desk/ports.ts';
import { Prisma } from '../client/client.ts';
import type { Database } from '../database.ts';
import { dayFrom, dayOf } from './day.ts';

interface ProjectRow {
  id: string;
  name: string;
  approval: string | null;
  approvalEnds: Date | null;
  title: string | null;
}

export const settingOf = ({ id, name, kind }: { id: string; name: string; kind: string }): Setting => ({
  id,
  name,
  kind: kind as SettingKind,
});

export function projectOf({ id, name, approval, approvalEnds, title }: ProjectRow): Project {
  return { id, name, approval, approvalEnds: approvalEnds && dayOf(approvalEnds), title };
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

/** As `Sessions.titlesOf` says. */
const titles = `SELECT DISTINCT p.title FROM project p JOIN session s ON s.project_id = p.id
WHERE p.title IS NOT NULL AND NOT s.planned
  AND (EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = s.id AND a.person_id = $1::uuid)
    OR EXISTS (SELECT 1 FROM session_facilitator f WHERE f.session_id = s.id AND f.person_id = $1::uuid))
  AND NOT EXISTS (SELECT 1 FROM session o JOIN setting t ON t.id = o.setting_id WHERE o.project_id = p.id AND t.kind = 'secure')
ORDER BY p.title`;

type Part = 'settings' | 'addSetting' | 'projects' | 'addProject' | 'approve' | 'entitle' | 'titlesOf';

export function settingsOf({ prisma, sql }: Database): Pick<Sessions, Part> {
  return {
    settings: async () => (await prisma.setting.findMany({ orderBy: { name: 'asc' } })).map(settingOf),
    addSetting: (setting, createdAt) => unlessTaken(prisma.setting.create({ data: { ...setting, createdAt } })),
    projects: async () => (await prisma.project.findMany({ orderBy: { name: 'asc' } })).map(projectOf),
    addProject: ({ approvalEnds, ...project }, createdAt) =>
      unlessTaken(prisma.project.create({ data: { ...project, approvalEnds: ends(approvalEnds), createdAt } })),
    approve: async (id, approval, approvalEnds) =>
      void (await prisma.project.update({ where: { id }, data: { approval, approvalEnds: ends(approvalEnds) } })),
    entitle: async (id, title) => void (await prisma.project.update({ where: { id }, data: { title } })),
    titlesOf: async (person) => (await sql.query<{ title: string }>(titles, [person])).map(({ title }) => title),
  };
}
