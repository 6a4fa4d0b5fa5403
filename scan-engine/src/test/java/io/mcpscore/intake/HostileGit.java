package io.mcpscore.intake;

import static io.mcpscore.intake.GitWire.DELIMITER;
import static io.mcpscore.intake.GitWire.FLUSH;
import static io.mcpscore.intake.GitWire.TIP;
import static io.mcpscore.intake.GitWire.head;
import static io.mcpscore.intake.GitWire.packet;
import static io.mcpscore.intake.GitWire.untilFetch;
import static io.mcpscore.intake.GitWire.write;
import static io.mcpscore.intake.HostileHost.broken;
import static io.mcpscore.intake.HostileHost.drip;
import static io.mcpscore.intake.HostileHost.ending;
import static io.mcpscore.intake.HostileHost.large;
import static io.mcpscore.intake.HostileHost.late;
import static io.mcpscore.intake.HostileHost.refused;
import static io.mcpscore.intake.HostileHost.repeat;

import io.mcpscore.model.ErrorCode;
import java.util.stream.Stream;

/** Hosts that speak HTTP well and break git's protocol. */
final class HostileGit {

  private static final String SERVICE = packet("# service=git-upload-pack\n") + FLUSH;

  private HostileGit() {}

  static Stream<HostileHost> all() {
    return Stream.of(slow(), endlessRefs(), endlessPacks(), refs(), packs()).flatMap(s -> s);
  }

  private static Stream<HostileHost> slow() {
    return Stream.of(
        late(
            "drips its refs",
            (request, client, out) -> {
              head(out, "200 OK", "advertisement");
              drip(out, packet("x".repeat(900)));
            }),
        late(
            "drips its pack",
            pack((request, client, out) -> drip(out, "0fff\1PACK" + " ".repeat(900)))),
        late(
            "drips progress",
            pack((request, client, out) -> drip(out, "0fff\2" + "x".repeat(900)))),
        late(
            "keeps alive for ever",
            pack(
                (request, client, out) -> {
                  while (true) {
                    write(out, "0005\1");
                    out.flush();
                    Thread.sleep(20);
                  }
                })));
  }

  private static Stream<HostileHost> endlessRefs() {
    return Stream.of(
        large(
            "lists refs for ever",
            afterCapabilities(
                (request, client, out) -> {
                  head(out, "200 OK", "result");
                  for (int i = 0; ; i++) {
                    write(out, packet(TIP.name() + " refs/heads/" + i + "\n"));
                  }
                })),
        large(
            "lists refs for ever as of old",
            (request, client, out) -> {
              head(out, "200 OK", "advertisement");
              write(out, SERVICE + packet(TIP.name() + " HEAD\0side-band-64k\n"));
              for (int i = 0; ; i++) {
                write(out, packet(TIP.name() + " refs/heads/" + i + "\n"));
              }
            }),
        large(
            "lists capabilities for ever",
            (request, client, out) -> {
              head(out, "200 OK", "advertisement");
              write(out, SERVICE + packet("version 2\n"));
              for (int i = 0; ; i++) {
                write(out, packet("x" + i + "\n"));
              }
            }),
        large(
            "lists files for ever as of before git 1.6.6",
            (request, client, out) -> {
              write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
              for (int i = 0; ; i++) {
                write(out, TIP.name() + "\trefs/heads/" + i + "\n");
              }
            }));
  }

  private static Stream<HostileHost> endlessPacks() {
    return Stream.of(
        large(
            "lists shallow commits for ever",
            shallow("shallow 00000000%08x000000000000000000000000\n")),
        // The git library hashes ids by their second word, so that these all fall together.
        late("lists shallow commits of one hash", shallow("shallow %040x\n")),
        large(
            "reports progress for ever in one line",
            pack((request, client, out) -> repeat(out, "fde8\2" + "x".repeat(0xfde8 - 5)))),
        large(
            "reports progress for ever in empty lines",
            pack((request, client, out) -> repeat(out, "fde8\2" + "\n".repeat(0xfde8 - 5)))),
        large(
            "reports one long line of progress and then empty ones",
            pack(
                (request, client, out) -> {
                  for (int i = 0; i < 240; i++) {
                    write(out, "fde8\2" + "x".repeat(0xfde8 - 5));
                  }
                  repeat(out, "fde8\2" + "\n".repeat(0xfde8 - 5));
                })));
  }

  private static Stream<HostileHost> refs() {
    return Stream.of(
        broken("has no packets", advertises("hello")),
        broken("has a packet of length 3", advertises("0003")),
        broken("has a packet that is too short", advertises("00ff# service")),
        refused(
            "offers another service", advertises(packet("# service=git-receive-pack\n") + FLUSH)),
        refused("speaks version 9", advertises(SERVICE + packet("version 9\n") + FLUSH)),
        refused("refuses in words", advertises(SERVICE + packet("ERR secret words\n"))),
        refused("lists ids that are none", lists(packet("zz" + TIP.name() + " HEAD\n") + FLUSH)),
        refused("lists a ref without an id", lists(packet("HEAD\n") + FLUSH)),
        ending("lists nothing", ErrorCode.REPO_NOT_FOUND, lists(FLUSH)),
        refused(
            "lists a head that is not born, unasked",
            lists(packet("unborn HEAD symref-target:refs/heads/main\n") + FLUSH)),
        ending(
            "lists other refs than asked for",
            ErrorCode.REPO_NOT_FOUND,
            lists(packet(TIP.name() + " refs/heads/other\n") + FLUSH)));
  }

  private static Stream<HostileHost> packs() {
    return Stream.of(
        refused("answers the fetch in words", fetches(packet("ERR secret words\n"))),
        refused("answers the fetch with another section", fetches(packet("wanted-refs\n"))),
        broken("sends no pack", pack((request, client, out) -> write(out, FLUSH))),
        refused("sends an error", pack((request, client, out) -> write(out, "000a\3sorry"))),
        refused(
            "sends on an unknown band", pack((request, client, out) -> write(out, "000a\7sorry"))),
        broken(
            "sends text for a pack",
            pack((request, client, out) -> write(out, "000a\1hello" + FLUSH))),
        broken(
            "ends inside the pack",
            pack((request, client, out) -> write(out, "0fff\1PACK\0\0\0\2"))),
        broken(
            "resets inside the pack",
            pack(
                (request, client, out) -> {
                  write(out, "0fff\1PACK\0\0\0\2\0\0\0\1");
                  out.flush();
                  Thread.sleep(50);
                  client.setSoLinger(true, 0);
                  client.close();
                })));
  }

  private static HostileServer.Script advertises(String body) {
    return (request, client, out) -> {
      head(out, "200 OK", "advertisement");
      write(out, body);
    };
  }

  private static HostileServer.Script afterCapabilities(HostileServer.Script script) {
    return (request, client, out) -> {
      if (request.isRefs()) {
        GitWire.capabilities(out);
      } else {
        script.answer(request, client, out);
      }
    };
  }

  private static HostileServer.Script lists(String body) {
    return afterCapabilities(
        (request, client, out) -> {
          head(out, "200 OK", "result");
          write(out, body);
        });
  }

  private static HostileServer.Script fetches(String body) {
    return untilFetch(
        (request, client, out) -> {
          head(out, "200 OK", "result");
          write(out, body + DELIMITER);
        });
  }

  private static HostileServer.Script shallow(String format) {
    return untilFetch(
        (request, client, out) -> {
          head(out, "200 OK", "result");
          write(out, packet("shallow-info\n"));
          for (int i = 0; ; i++) {
            write(out, packet(format.formatted(i)));
          }
        });
  }

  private static HostileServer.Script pack(HostileServer.Script script) {
    return untilFetch(
        (request, client, out) -> {
          GitWire.packStart(out, TIP);
          script.answer(request, client, out);
        });
  }
}
