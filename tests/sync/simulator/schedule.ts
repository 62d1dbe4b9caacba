import { act } from './acts.ts';
import type { EngineUnderTest } from './engines.ts';
import type { Installation } from './installation.ts';
import { checkInvariants } from './invariants.ts';
import { FAIR, FOUL } from './link.ts';
import { World } from './world.ts';

/**
 * So many schedules follow one another in one world, each from quiet to quiet: setting a world up costs as much as a few
 * schedules, and a server that has been restored and moved before is a better place for the next one.
 */
export const SCHEDULES_PER_WORLD = 5;

export class ScheduleFailed extends Error {
  override name = 'ScheduleFailed';

  constructor(schedule: number, cause: Error, trace: readonly string[]) {
    super(`schedule ${schedule}: ${cause.message}\nreplay it with KASSTROOM_SIM_SEED=${schedule}\n${trace.join('\n')}`, { cause });
  }
}

/** The world that a schedule (1, 2, 3 …) belongs to, and how many schedules of that world it takes to get there. */
export const placeOf = (schedule: number): { world: number; schedules: number } => ({
  world: Math.floor((schedule - 1) / SCHEDULES_PER_WORLD),
  schedules: ((schedule - 1) % SCHEDULES_PER_WORLD) + 1,
});

/**
 * Runs the first schedules of one world, and checks after each what must hold.
 * @throws ScheduleFailed with the way to replay it
 */
export async function runWorld(number: number, schedules: number, engine: EngineUnderTest): Promise<void> {
  const loaded = await loadedInstallations(engine);
  const world = new World(number + 1, engine);
  let schedule = number * SCHEDULES_PER_WORLD;
  try {
    await world.server.start();
    const people = world.company.users.map(({ name }) => name);
    const desktops = world.random.chance(0.7) ? 2 : 3;
    for (let i = 0; i < desktops; i += 1) {
      const person = people.splice(world.random.int(0, people.length - 1), 1)[0] ?? '';
      const installation = world.install(person);
      if (world.random.chance(0.7)) loaded.get(person)?.copyTo(installation);
      await installation.boot();
    }
    for (let i = 0; i < schedules; i += 1) {
      schedule += 1;
      await runSchedule(world);
    }
  } catch (error) {
    throw new ScheduleFailed(schedule, error as Error, world.trace);
  } finally {
    await world.close();
  }
}

async function runSchedule(world: World): Promise<void> {
  const { random, scheduler } = world;
  await world.begin();
  for (const { link } of world.installations) link.weather = random.chance(0.5) ? FAIR : FOUL;
  await scheduler.runFor(random.int(10, 1_000));
  const steps = random.int(4, 16);
  for (let i = 0; i < steps; i += 1) {
    await act(world);
    await scheduler.runFor(random.chance(0.1) ? random.int(1_000, 60_000) : random.int(0, 300));
  }
  await world.heal();
  await checkInvariants(world);
}

let installations: Promise<Map<string, Installation>> | undefined;

/** A desktop of everybody that has had its first load, made once: most schedules begin where most days do. */
function loadedInstallations(engine: EngineUnderTest): Promise<Map<string, Installation>> {
  installations ??= (async () => {
    const world = new World(0, engine);
    await world.server.start();
    const made = new Map<string, Installation>();
    for (const { name } of world.company.users) {
      const installation = world.install(name);
      await installation.boot();
      made.set(name, installation);
    }
    await world.scheduler.runFor(5_000);
    for (const installation of made.values()) installation.die();
    await world.server.remove();
    return made;
  })();
  return installations;
}
