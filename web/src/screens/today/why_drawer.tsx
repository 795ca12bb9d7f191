export { WhyDrawer as default } from './why';
