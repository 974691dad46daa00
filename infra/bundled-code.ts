import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { AssetHashType, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { bundle, root } from "./bundle.ts";

/** The bundle as a function's code: an asset that is named by its content. */
export const bundledCode = (name: string, source: string): Code =>
  Code.fromAsset(join(root, "functions"), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // CDK asks for an image and a command; neither is used, but without the name all bundles would be taken for the same.
      image: DockerImage.fromRegistry("unused"),
      command: [name],
      local: {
        tryBundle: (folder) => {
          writeFileSync(join(folder, "index.js"), bundle(name, source));
          return true;
        },
      },
    },
  });
