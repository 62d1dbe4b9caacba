export function findDovecot(): { bin: string } | { reason: string };
