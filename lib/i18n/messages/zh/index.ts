import account from './account.json';
import acts from './acts.json';
import admin from './admin.json';
import audit from './audit.json';
import canvas from './canvas.json';
import cards from './cards.json';
import compare from './compare.json';
import dock from './dock.json';
import extensions from './extensions.json';
import extras from './extras.json';
import files from './files.json';
import form from './form.json';
import frame from './frame.json';
import gallery from './gallery.json';
import help from './help.json';
import img2img from './img2img.json';
import jobs from './jobs.json';
import models from './models.json';
import palette from './palette.json';
import pngInfo from './png-info.json';
import prompt from './prompt.json';
import queue from './queue.json';
import roles from './roles.json';
import scripts from './scripts.json';
import settings from './settings.json';
import shared from './shared.json';
import shortcuts from './shortcuts.json';
import stage from './stage.json';
import styles from './styles.json';
import times from './times.json';
import ui from './ui.json';
import usage from './usage.json';

export const zh = {
  shared,
  account,
  acts,
  admin,
  audit,
  canvas,
  cards,
  compare,
  dock,
  extensions,
  extras,
  files,
  form,
  frame,
  gallery,
  help,
  img2img,
  jobs,
  models,
  palette,
  pngInfo,
  prompt,
  queue,
  roles,
  scripts,
  settings,
  shortcuts,
  stage,
  styles,
  times,
  ui,
  usage,
};
