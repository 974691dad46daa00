import { Rejected } from "../errors.ts";

/** Reads and writes with the version that was read; when somebody was faster, once more (acronis-api.md, 6.6 and 15.4). */
export const onceMoreOnRace = async <Answer>(readAndWrite: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await readAndWrite();
  } catch (error) {
    if (!(error instanceof Rejected) || error.reason !== "versionRace") throw error;
    return readAndWrite();
  }
};
