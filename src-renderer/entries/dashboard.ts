import { showPage } from '../show-page.tsx';
import Dashboard from '../pages/dashboard.tsx';

void showPage(Dashboard);
