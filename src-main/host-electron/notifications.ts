import { BrowserWindow, Notification } from 'electron';
import type { Notifications } from '../ports/index.ts';

/** The system's own messages, while no window of ours is in front: a user who looks at Kasstroom sees it there. */
export function systemNotifications(open: (debtorId: string | null) => void): Notifications {
  // A message that is not held on to loses its click when memory is tidied.
  const shown = new Set<Notification>();
  return {
    show({ title, body, debtorId }) {
      if (!Notification.isSupported() || BrowserWindow.getAllWindows().some((window) => window.isFocused())) return;
      const notification = new Notification({ title, body });
      shown.add(notification);
      notification.once('close', () => shown.delete(notification));
      notification.once('click', () => {
        shown.delete(notification);
        open(debtorId);
      });
      notification.show();
    },
  };
}
