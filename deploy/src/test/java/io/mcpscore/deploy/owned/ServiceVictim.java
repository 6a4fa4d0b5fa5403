package io.mcpscore.deploy.owned;

import io.mcpscore.local.LocalService;

/**
 * A server that brings its own way to be killed.
 *
 * @param service that is meant
 */
record ServiceVictim(LocalService service) implements Victim {

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public void kill() {
    service.kill();
  }

  @Override
  public void start() {
    service.start();
  }
}
