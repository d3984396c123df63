import { budgets } from './admin/budgets.ts';
import { claudeCode } from './admin/claude-code.ts';
import { clients } from './admin/clients.ts';
import { about, general } from './admin/general.ts';
import { imports } from './admin/imports.ts';
import { logs } from './admin/logs.ts';
import { parts } from './admin/parts.ts';
import { routing } from './admin/routing.ts';

/** The sections of the settings, a file each. */
export const admin = { parts, claudeCode, routing, clients, budgets, logs, imports, general, about };
