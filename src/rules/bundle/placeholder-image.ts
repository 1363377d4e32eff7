import { isTemplate, placeholderIn } from '../../knowledge/placeholders/placeholders.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isReplaced } from '../../model/bundle/may-be-filled-in.js';
import { dockerCompose } from '../../model/docker/compose.js';
import { dockerrunFile, imagesOf } from '../../model/docker/dockerrun.js';
import { baseName } from '../../util/paths.js';
import { anyOf, file } from '../on.js';
import type { Rule } from '../rule.js';

export const placeholderImage: Rule = {
  meta: {
    summary: 'The name of a Docker image contains a placeholder',
    why: 'A placeholder such as <IMAGE_NAME> is used literally unless a build step replaces it. Then the image cannot be fetched: "Instance deployment failed to download the Docker image".',
    consequence: 'deploy-fails',
    warnsBecause: 'elsewhere',
    references: ['guide:single-container-docker-configuration', 'aws:AmazonECR/latest/userguide/Registries'],
  },
  needs: anyOf<object>(file('Dockerrun.aws.json'), file('docker-compose.yml')),
  *check(project) {
    const dockerrun = dockerrunFile(project);
    const hasDockerfile = deployedFiles(project).files.some(({ name }) => name === 'Dockerfile');
    const services = dockerCompose(project)?.services ?? [];
    const images = [
      // Version 1 builds the image of a Dockerfile, and ignores this one.
      ...(dockerrun && !(dockerrun.version === '1' && hasDockerfile) ? imagesOf(dockerrun) : []).map(
        (image) => ({ image, isBuilt: false }),
      ),
      ...services.flatMap(({ image, build }) => (image ? [{ image, isBuilt: build !== undefined }] : [])),
    ];
    for (const { image, isBuilt } of images) {
      const isRegistry = isMadeUpRegistry(image.text);
      if (!isRegistry && (isTemplate(image.text) || !isPlaceholderImage(image.text, isBuilt))) continue;
      if (placeholdersOf(image.text).some((text) => isReplaced(deployedFiles(project), text))) continue;
      yield {
        at: image.place,
        message: isRegistry
          ? 'The registry of the image has no account ID'
          : 'The name of the image contains a placeholder',
        help: isRegistry
          ? 'Write the 12 digits of the account before `.dkr.ecr`.'
          : 'Write the real name, or make sure that a build step replaces it.',
      };
    }
  },
};

/** The first placeholder, and all of them in angle brackets: who replaces one replaces the others as well. */
function placeholdersOf(image: string): readonly string[] {
  const first = placeholderIn(image);
  return [...(first ? [image.slice(first.start, first.end)] : []), ...(image.match(/<[^<>]{1,80}>/g) ?? [])];
}

/** @param isBuilt whether the name is given to an image that is built here: then any will do */
const isPlaceholderImage = (image: string, isBuilt: boolean): boolean =>
  placeholderIn(image) !== undefined || hasConstantName(image) || (!isBuilt && OF_EXAMPLES.test(image));

/**
 * The images of the guide, of Docker's tutorial, and of nothing but words for what they are; the account of AWS's examples.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
const OF_EXAMPLES =
  /^(?:janedoe\/image|username\/repository|(?:(?:repo|repository|user|username|your-?(?:user)?name)\/)?(?:docker-image|image|image-?name|your-?image(?:-?name)?))(?::[\w.-]+)?$|^(?:123456789012|0{12})\.dkr\.ecr\./;

/** `IMAGE_NAME`: Docker refuses capitals in the name itself. A tag may have them. */
const hasConstantName = (image: string): boolean =>
  /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*(?::|$)/.test(baseName(image));

/** A registry of Amazon ECR begins with the number of an account. */
const isMadeUpRegistry = (image: string): boolean =>
  !isTemplate(image) && /^[^/]*\.dkr\.ecr\./.test(image) && !/^\d{12}\.dkr\.ecr\.|[<$%@]/.test(image);
