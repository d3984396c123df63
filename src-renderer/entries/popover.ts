import { showPage } from '../show-page.tsx';
import Popover from '../pages/popover.tsx';

void showPage(Popover);
