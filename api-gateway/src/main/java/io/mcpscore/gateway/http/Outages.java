package io.mcpscore.gateway.http;

import io.netty.channel.unix.Errors.NativeIoException;
import io.vertx.core.VertxException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;

/** Tells services that are away from faults of our own. */
public final class Outages {

  private Outages() {}

  /** Whether this is what a connection says that breaks, or never comes about. */
  public static boolean isNetwork(Throwable cause) {
    return cause instanceof SocketException
        // The same on Linux, where Netty speaks to the kernel itself.
        || cause instanceof NativeIoException
        || cause instanceof ClosedChannelException
        || cause instanceof UnknownHostException
        || cause instanceof TimeoutException
        || cause instanceof VertxException;
  }
}
