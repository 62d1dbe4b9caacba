import type { NoticeWords } from './notice-words.ts';

const FACTS_NL =
  '**{{ debtorName }}** ({{ customerNumber }}){% if city != "" %}, {{ city }}{% endif %}: open {{ openAmount }}, waarvan vervallen {{ overdueAmount }}.';
const FACTS_EN =
  '**{{ debtorName }}** ({{ customerNumber }}){% if city != "" %}, {{ city }}{% endif %}: open {{ openAmount }}, of which overdue {{ overdueAmount }}.';
const HOW_NL =
  '{% if canReply == 1 %}Beantwoord deze e-mail gewoon: je antwoord komt in het dossier van de klant te staan.{% else %}Antwoord in Kasstroom, bij je taken.{% endif %}';
const HOW_EN =
  '{% if canReply == 1 %}Just reply to this e-mail: your answer is put in the customer’s file.{% else %}Answer in Kasstroom, under your tasks.{% endif %}';
const SUBJECT = '{{ title }} · {{ debtorName }} ({{ customerNumber }})';

/** What colleagues read about their tasks: the customer's facts, the question, and how to answer. */
export const TASK_NOTICES: readonly NoticeWords[] = [
  {
    key: 'task.new',
    language: 'nl',
    subject: SUBJECT,
    heading: '{{ title }}',
    body: `{{ askedBy }} vraagt je iets over een klant.\n\n{{ message }}\n\n${FACTS_NL}\n\nGraag antwoord uiterlijk **{{ dueOn }}**. ${HOW_NL}`,
  },
  {
    key: 'task.new',
    language: 'en',
    subject: SUBJECT,
    heading: '{{ title }}',
    body: `{{ askedBy }} has a question about a customer.\n\n{{ message }}\n\n${FACTS_EN}\n\nPlease answer by **{{ dueOn }}**. ${HOW_EN}`,
  },
  {
    key: 'task.reply',
    language: 'nl',
    subject: `Re: ${SUBJECT}`,
    heading: '{{ title }}',
    body: `Er is gereageerd op je taak.\n\n{{ message }}\n\n${FACTS_NL}\n\n${HOW_NL}`,
  },
  {
    key: 'task.reply',
    language: 'en',
    subject: `Re: ${SUBJECT}`,
    heading: '{{ title }}',
    body: `There is a reply to your task.\n\n{{ message }}\n\n${FACTS_EN}\n\n${HOW_EN}`,
  },
  {
    key: 'task.overdue',
    language: 'nl',
    subject: `Te laat: ${SUBJECT}`,
    heading: 'Nog geen antwoord: {{ title }}',
    body: `Op deze vraag van {{ askedBy }} had er op {{ dueOn }} een antwoord moeten zijn.\n\n{{ message }}\n\n${FACTS_NL}\n\n${HOW_NL}`,
  },
  {
    key: 'task.overdue',
    language: 'en',
    subject: `Overdue: ${SUBJECT}`,
    heading: 'No answer yet: {{ title }}',
    body: `This question of {{ askedBy }} should have had an answer by {{ dueOn }}.\n\n{{ message }}\n\n${FACTS_EN}\n\n${HOW_EN}`,
  },
];
