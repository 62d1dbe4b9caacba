import { act } from './acts.ts';
import type { EngineUnderTest } from './engines.ts';
import type { Installation } from './installation.ts';
import { checkInvariants } from './invariants.ts';
import { FAIR, FOUL } from './link.ts';
import { World } from './world.ts';

export class ScheduleFailed extends Error {
  override name = 'ScheduleFailed';

  constructor(seed: number, cause: Error, trace: readonly string[]) {
    super(`schedule ${seed}: ${cause.message}\nreplay it with KASSTROOM_SIM_SEED=${seed}\n${trace.join('\n')}`, { cause });
  }
}

/** Runs one seeded schedule and checks what must hold afterwards. @throws ScheduleFailed with the way to replay it */
export async function runSchedule(seed: number, engine: EngineUnderTest): Promise<World['trace']> {
  const loaded = await loadedInstallations(engine);
  const world = new World(seed, engine);
  try {
    await world.server.start();
    const people = ['anna', 'bram', 'chris', 'dora'];
    const desktops = world.random.int(2, 3);
    for (let i = 0; i < desktops; i += 1) {
      const person = people.splice(world.random.int(0, people.length - 1), 1)[0] ?? '';
      const installation = world.install(person);
      if (world.random.chance(0.7)) loaded.get(person)?.copyTo(installation);
      installation.link.weather = world.random.chance(0.5) ? FAIR : FOUL;
      await installation.boot();
    }
    await world.scheduler.runFor(world.random.int(10, 2_000));
    const steps = world.random.int(5, 18);
    for (let i = 0; i < steps; i += 1) {
      await act(world);
      await world.scheduler.runFor(world.random.chance(0.1) ? world.random.int(1_000, 60_000) : world.random.int(0, 300));
    }
    await world.heal();
    await checkInvariants(world);
    return world.trace;
  } catch (error) {
    throw new ScheduleFailed(seed, error as Error, world.trace);
  } finally {
    world.close();
  }
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
    world.server.die();
    return made;
  })();
  return installations;
}
