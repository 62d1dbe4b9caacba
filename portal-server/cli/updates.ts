import type { Command } from 'commander';
import { metadataIn, updatesFolder, verifyRelease } from '../updates/release.ts';
import { makeUpdateKey, signReleases } from '../updates/sign.ts';
import type { Cli, CliContext } from './cli.ts';
import type { CliResult } from './output.ts';

/** `updates keygen|sign|check`: releases of the desktop that this server offers under /updates. */
export function registerUpdates(program: Command, cli: Cli): void {
  const updates = program.command('updates').description('releases of the desktop that the server offers to the desktops');
  cli.action<{ out: string }>(
    updates
      .command('keygen')
      .description('make the key pair that signs releases; keep the private half off the server')
      .requiredOption('--out <file>', 'file for the private key'),
    keygen,
  );
  cli.action<{ key: string }>(
    updates
      .command('sign')
      .description('sign the releases in a folder, after checking every file')
      .requiredOption('--key <file>', 'private key')
      .argument('<folder>', 'folder with latest*.yml and the files they name'),
    sign,
  );
  cli.action(updates.command('check').description('see whether what is in the updates folder can be offered'), check);
}

async function keygen(context: CliContext, { out }: { out: string }): Promise<CliResult> {
  const publicKey = makeUpdateKey(context.path(out));
  return {
    json: { privateKey: out, publicKey },
    text: `Private key: ${out}\nPublic key:  ${publicKey}\nBuild the desktop with KASSTROOM_UPDATE_PUBLIC_KEY=${publicKey}`,
  };
}

async function sign(context: CliContext, { key }: { key: string }, [folder = '.']: string[]): Promise<CliResult> {
  const signed = await signReleases(context.path(folder), context.path(key));
  return { json: { signed }, text: signed.map(({ file, version }) => `Signed ${file} (${version})`).join('\n') };
}

async function check({ dataDir }: CliContext): Promise<CliResult> {
  const folder = updatesFolder(dataDir);
  const releases: { file: string; version: string; files: number }[] = [];
  for (const file of metadataIn(folder)) {
    const { version, files } = await verifyRelease(folder, file);
    releases.push({ file, version, files: files.length });
  }
  return { json: { releases }, text: releases.map(({ file, version }) => `${file}: version ${version}, complete`).join('\n') };
}
