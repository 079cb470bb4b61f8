import { expect, it } from 'vitest';
import { watchIdle } from '../../src/tablet/idle.ts';

function watched() {
  let seconds = 0;
  const said: string[] = [];
  const on = { ask: () => said.push('ask'), back: () => said.push('back'), leave: () => said.push('leave') };
  const idle = watchIdle({ ask: 120, leave: 30 }, on, () => seconds * 1000);
  const wait = (more: number) => {
    seconds += more;
    idle.check();
  };
  return { said, wait, touched: idle.touched };
}

it('asks once after two minutes, and leaves half a minute later', () => {
  const { said, wait } = watched();
  wait(119);
  expect(said).toEqual([]);
  wait(1);
  wait(29);
  expect(said).toEqual(['ask']);
  wait(1);
  wait(500);
  expect(said).toEqual(['ask', 'leave']);
});

it('begins anew with each touch, and takes back its question', () => {
  const { said, wait, touched } = watched();
  wait(119);
  touched();
  wait(119);
  expect(said).toEqual([]);
  wait(1);
  touched();
  wait(119);
  expect(said).toEqual(['ask', 'back']);
});

it('leaves at once after a sleep in which nobody could be asked, and a touch then changes nothing', () => {
  const { said, wait, touched } = watched();
  wait(3600);
  touched();
  wait(3600);
  expect(said).toEqual(['leave']);
});
