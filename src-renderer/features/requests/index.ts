export { ConversationsTab } from './conversations-tab.tsx';
export { Requests } from './requests.tsx';
export { ViewAsDebtor } from './view-as-debtor.tsx';
