import { badRequest } from "./errors.ts";

const languages = new Set("bg zh zh-TW cs da nl en en-US fi fr de hu id it ja ko ms nb pl pt pt-BR ru sr es es-419 sv tr".split(" "));

/** Old clients write en_US and are told en-US (sheet 3, languages). */
export function normalLanguage(language: string): string {
  const normal = language.replace("_", "-");
  if (!languages.has(normal)) throw badRequest(`language: '${language}' is not supported`);
  return normal;
}
