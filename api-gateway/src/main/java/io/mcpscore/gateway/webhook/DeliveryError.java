package io.mcpscore.gateway.webhook;

import java.util.Locale;

/** Why an attempt failed, for the log. */
enum DeliveryError {
  /** The name of the host has no address. */
  UNKNOWN_HOST,
  /** The host has an address that is not of the public internet. */
  PRIVATE_ADDRESS,
  /** No connection, or it broke. */
  CONNECTION,
  /** No trusted certificate of that name. */
  TLS,
  /** No answer in time. */
  TIMEOUT,
  /** Something that is no answer of HTTP. */
  PROTOCOL,
  /** A redirect, which is never followed. */
  REDIRECT,
  /** Any other status than 2xx. */
  STATUS;

  /** As it is stored and shown. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
