/** On file for one of the debtors, who also has an old link. */
export const EMAIL = 'balie@oostkade.example';

/** Asked for with the message `code`: the one-time code that was mailed last. */
export interface MailedCode {
  code: string;
}
