package io.mcpscore.gateway.webhook;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The secret that an account's events are signed with.
 *
 * @param secret {@code whsec_} and base64 of the key, in the answer that makes it and never again
 * @param createdAt when it was made
 * @param previousUntil until when the secret before signs as well, or null
 */
@Schema(name = "WebhookSecret")
record SecretView(String secret, Instant createdAt, Instant previousUntil) {}
