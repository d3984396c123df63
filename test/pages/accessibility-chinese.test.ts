import { describeAccessibility } from './accessibility.ts';

describeAccessibility('zh-CN');
