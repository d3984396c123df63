import { showPage } from '../show-page.tsx';
import Settings from '../pages/settings.tsx';

void showPage(Settings);
