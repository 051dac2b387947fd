/** What Discord says when it refuses: an HTTP status and `{ code, message, errors? }` (topics/opcodes-and-status-codes). */

export interface RefusalBody {
  message: string;
  code: number;
  errors?: object;
}

export class ApiRefusal extends Error {
  readonly status: number;
  readonly body: RefusalBody;
  constructor(status: number, code: number, message: string, errors?: object) {
    super(message);
    this.name = 'ApiRefusal';
    this.status = status;
    this.body = errors ? { message, code, errors } : { message, code };
  }
}

/** The refusals that are not about the form of a body, by the name Discord's documentation gives them. */
export const refuse = {
  unauthorized: () => new ApiRefusal(401, 0, '401: Unauthorized'),
  notFound: () => new ApiRefusal(404, 0, '404: Not Found'),
  methodNotAllowed: () => new ApiRefusal(405, 0, '405: Method Not Allowed'),
  serverError: () => new ApiRefusal(500, 0, '500: Internal Server Error'),
  unavailable: () => new ApiRefusal(503, 0, '503: Service Unavailable'),
  unknownChannel: () => new ApiRefusal(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiRefusal(404, 10004, 'Unknown Guild'),
  unknownMember: () => new ApiRefusal(404, 10007, 'Unknown Member'),
  unknownMessage: () => new ApiRefusal(404, 10008, 'Unknown Message'),
  unknownUser: () => new ApiRefusal(404, 10013, 'Unknown User'),
  unknownEmoji: () => new ApiRefusal(400, 10014, 'Unknown Emoji'),
  unknownWebhook: () => new ApiRefusal(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiRefusal(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new ApiRefusal(404, 10063, 'Unknown application command'),
  wrongApplication: () =>
    new ApiRefusal(403, 20012, 'You are not authorized to perform this action on this application'),
  tooManyCommands: (most: number) =>
    new ApiRefusal(400, 30032, `Maximum number of application commands reached (${most}).`),
  tooLarge: () => new ApiRefusal(413, 40005, 'Request entity too large'),
  alreadyAcknowledged: () => new ApiRefusal(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new ApiRefusal(403, 50001, 'Missing Access'),
  notYourMessage: () => new ApiRefusal(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiRefusal(400, 50006, 'Cannot send an empty message'),
  cannotMessageUser: () => new ApiRefusal(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new ApiRefusal(403, 50013, 'Missing Permissions'),
  wrongChannelType: () => new ApiRefusal(400, 50024, 'Cannot execute action on this channel type'),
  invalidWebhookToken: () => new ApiRefusal(401, 50027, 'Invalid Webhook Token'),
  invalidJson: () => new ApiRefusal(400, 50109, 'The request body contains invalid JSON.'),
  archivedThread: () => new ApiRefusal(400, 50083, 'Thread is archived'),
  threadExists: () => new ApiRefusal(400, 160004, 'A thread has already been created for this message'),
  threadLocked: () => new ApiRefusal(400, 160005, 'This thread is locked'),
};
