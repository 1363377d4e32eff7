/** What is for images of containers, for build services or for readers. */
const ELSEWHERE = /(?:^|\/)(?:Dockerfile[^/]*|docker-compose[^/]*|[^/]+\.md)$|^\.github\//;

/** Whether what a file says may concern the instances of the platform. */
export const isForInstances = ({ name }: { readonly name: string }): boolean => !ELSEWHERE.test(name);
