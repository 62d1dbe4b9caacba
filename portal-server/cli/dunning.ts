import type { Command } from 'commander';
import type { CommandResult } from '../../src-shared/commands/index.ts';
import { type DunningPlan, loadDunningPlan } from '../../src-shared/domain/dunning-inputs.ts';
import { formatMoney, translateStep } from '../../src-shared/i18n/index.ts';
import { type Day, newId, toDecimal } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { type DrainSummary, Outbox } from '../jobs/outbox.ts';
import { giveCommand } from '../sync/execute.ts';
import { type Cli, chooseAdministration, dayOption, todayIn } from './cli.ts';
import type { CliResult } from './output.ts';

interface PreviewOptions {
  administration?: string;
  date?: string;
}

interface RunOptions extends PreviewOptions {
  planHash?: string;
  send?: boolean;
}

type RunSummary = CommandResult<'run-dunning'>;

/** `dunning preview` and `dunning run`. */
export function registerDunning(program: Command, cli: Cli): void {
  const dunning = program.command('dunning').description('reminders and demands: who would get what, and sending it');
  const add = (name: string, description: string): Command =>
    dunning
      .command(name)
      .description(description)
      .option('--administration <code>', 'which administration, when there are several')
      .option('--date <day>', 'the day to dun for (default: today)');

  cli.action<PreviewOptions>(add('preview', 'show what a run would send; nothing is changed'), ({ withServices }, options) =>
    withServices(async (services) => {
      const { administration, date } = await choose(services, options);
      const plan = await services.store.read((tx) => loadDunningPlan(tx, administration.id, date));
      return { json: planJson(administration, plan), text: planText(plan) };
    }),
  );
  cli.action<RunOptions>(
    add('run', 'make the messages and send them')
      .option('--plan-hash <hash>', 'only when the plan still is the one of this preview')
      .option('--no-send', 'leave the sending to the server'),
    ({ withServices }, options) => withServices((services) => run(services, options)),
  );
}

async function choose(services: Services, options: PreviewOptions): Promise<{ administration: Row<'administrations'>; date: Day }> {
  const administration = await services.store.read((tx) => chooseAdministration(tx, options.administration));
  const date = options.date === undefined ? todayIn(services, administration) : dayOption('--date', options.date);
  return { administration, date };
}

async function run(services: Services, options: RunOptions): Promise<CliResult> {
  const { administration, date } = await choose(services, options);
  const summary = await giveCommand<RunSummary>(services, {
    commandId: newId(services.clock.now()),
    name: 'run-dunning',
    args: { administrationId: administration.id, date, planHash: options.planHash, portalLinkDays: services.config.portalLinkDays },
    actor: { kind: 'system', name: 'command line' },
  });
  const mail = options.send === false ? null : await drain(services);
  const { totals, ...counts } = summary;
  const here = mail !== null && !mail.elsewhere;
  const json = {
    administration: administration.code,
    date,
    ...counts,
    totals: decimals(totals),
    mail: {
      by: here ? 'command-line' : 'server',
      sent: mail?.sent ?? 0,
      caught: mail?.caught ?? 0,
      failed: mail?.failed ?? 0,
      waiting: mail?.waiting ?? 0,
    },
  };
  return { json, text: runText(date, summary, here ? mail : null), ...failureOf(mail) };
}

/** A server on the same data folder holds the outbox's lock; then it sends, and this process sends nothing. */
async function drain(services: Services): Promise<DrainSummary> {
  const outbox = new Outbox(services);
  try {
    return await outbox.drainOnce();
  } finally {
    await outbox.stop();
  }
}

const failureOf = (mail: DrainSummary | null): { failure?: string } =>
  mail && mail.failed + mail.waiting > 0
    ? { failure: `${mail.failed} messages were refused and ${mail.waiting} wait for another attempt; the messages say why.` }
    : {};

const decimals = (totals: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(totals).map(([currency, amount]) => [currency, toDecimal(amount, currency)]));

function planJson(administration: Row<'administrations'>, plan: DunningPlan) {
  return {
    administration: administration.code,
    date: plan.date,
    planHash: plan.planHash,
    lastRunDate: plan.lastRunDate,
    totals: decimals(plan.totals),
    messages: plan.messages.map(({ debtorId, salutation, templateKey, termDays, lines, held, ...message }) => ({
      ...message,
      amount: toDecimal(message.amount, message.currency),
      lines: lines.map(({ invoiceId, description, amount, asked, ...line }) => ({
        ...line,
        amount: toDecimal(amount, message.currency),
        asked: toDecimal(asked, message.currency),
      })),
      held: held.map((part) => ({ ...part, open: toDecimal(part.open, message.currency) })),
    })),
    skipped: plan.skipped.map(({ debtorId, ...skipped }) => ({ ...skipped, amount: toDecimal(skipped.amount, skipped.currency) })),
  };
}

function planText({ date, messages, skipped, totals, lastRunDate }: DunningPlan): string {
  const head = `For ${date}: ${messages.length} messages${totalsText(totals)}${lastRunDate ? `; last run ${lastRunDate}` : ''}.`;
  const rows = messages.map(
    ({ debtorNumber, debtorName, stepName, recipient, lines, amount, currency }) =>
      `  ${debtorNumber}  ${debtorName}: ${translateStep('en', stepName)}, ${money(amount, currency)}, ${lines.length} documents, to ${recipient}`,
  );
  const left = skipped.map(
    ({ debtorNumber, debtorName, amount, currency, reason }) => `  ${debtorNumber}  ${debtorName}: ${money(amount, currency)} (${reason})`,
  );
  return [head, ...rows, ...(left.length ? ['Left out:', ...left] : [])].join('\n');
}

function runText(date: Day, { messages, invoices, totals, skipped, missingEmail }: RunSummary, mail: DrainSummary | null): string {
  const lines = [`Run for ${date}: ${messages} messages about ${invoices} invoices that moved a step${totalsText(totals)}.`];
  if (skipped) lines.push(`Left out: ${skipped} debtors, ${missingEmail} of them for want of an e-mail address.`);
  if (mail) lines.push(`Mail: ${mail.sent} sent, ${mail.caught} caught, ${mail.failed} refused, ${mail.waiting} to be tried again.`);
  else if (messages) lines.push('The server sends them.');
  return lines.join('\n');
}

const totalsText = (totals: Record<string, number>): string => {
  const parts = Object.entries(totals).map(([currency, amount]) => money(amount, currency));
  return parts.length ? `, ${parts.join(' + ')}` : '';
};

const money = (amount: number, currency: string): string => formatMoney(amount, currency, 'en');
