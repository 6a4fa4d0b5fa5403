package io.mcpscore.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.net.HostResolver;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.PublicAddresses;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/**
 * No way of writing an address makes the service talk to a machine inside of its network. The
 * operator here allows every host there is, so that only the intake stands between.
 */
class RequestForgeryTest {

  private static final InetAddress PUBLIC = InetAddress.ofLiteral("140.82.121.3");

  /** What stands where the host should. */
  private static final List<String> AUTHORITIES =
      List.of(
          // Loopback in every notation that some resolver knows.
          "127.0.0.1",
          "127.1",
          "127.0.1",
          "127.255.255.254",
          "2130706433",
          "017700000001",
          "0177.0.0.1",
          "0177.0.0.01",
          "0x7f000001",
          "0x7f.1",
          "0x7f.0.0.1",
          "0X7F.0X0.0X0.0X1",
          "127.0.0.1.",
          "127.000.000.001",
          "0127.0.0.1",
          "4294967297",
          "127.0.0.257",
          "localhost",
          "LOCALHOST",
          "LocalHost.",
          "localhost.localdomain",
          "ip6-localhost",
          "0",
          "0.0.0.0",
          "0.0.0.1",
          // IPv6, plain and with IPv4 inside.
          "[::1]",
          "[::]",
          "[0:0:0:0:0:0:0:1]",
          "[0000::0001]",
          "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]",
          "[0:0:0:0:0:ffff:127.0.0.1]",
          "[::127.0.0.1]",
          "[::7f00:1]",
          "[64:ff9b::127.0.0.1]",
          "[64:ff9b::7f00:1]",
          "[64:ff9b:1::7f00:1]",
          "[2002:7f00:1::]",
          "[2001:0:7f00:1::1]",
          "[fe80::1]",
          "[fe80::1%25lo]",
          "[fe80::1%251]",
          "[fe80::1%lo]",
          "[fc00::1]",
          "[fd00:ec2::254]",
          "[fec0::1]",
          "[ff02::1]",
          "[2001:db8::1]",
          // Private, shared, benchmarking, reserved; where clouds keep credentials.
          "10.0.0.1",
          "172.16.0.1",
          "192.168.1.1",
          "100.64.0.1",
          "100.100.100.200",
          "198.18.0.1",
          "192.0.0.192",
          "168.63.129.16",
          "169.254.169.254",
          "0xa9fea9fe",
          "2852039166",
          "169.254.43518",
          "224.0.0.1",
          "240.0.0.1",
          "255.255.255.255",
          // Names that lead there.
          "inside.example",
          "both.example",
          "mapped.example",
          "metadata.google.internal",
          "127.0.0.1.nip.example",
          "xn--inside.example",
          "none.example",
          // Other scripts, dots and digits.
          "127\u30020\u30020\u30021",
          "127\uff0e0\uff0e0\uff0e1",
          "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
          "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3",
          "\uff4cocalhost",
          "loc\u00adalhost",
          "127.0.0.\u0661",
          // User-info, ports, escapes, and what parsers disagree about.
          "github.com@127.0.0.1",
          "github.com:443@127.0.0.1",
          "user:pass@localhost",
          "@127.0.0.1",
          "github.com%40127.0.0.1",
          "github.com%2f@127.0.0.1",
          "github.com\\@127.0.0.1",
          "127.0.0.1\\@github.com",
          "github.com#@127.0.0.1",
          "github.com?@127.0.0.1",
          "github.com;@127.0.0.1",
          "%31%32%37.0.0.1",
          "127.0.0.1%00.github.com",
          "127.0.0.1%2523.github.com",
          "local%68ost",
          "127.0.0.1:443",
          "127.0.0.1:",
          "localhost:80",
          "[::1]:443",
          "github.com\t@127.0.0.1",
          "127.0.0.1\r\nHost: github.com",
          "127.0.0.1 github.com",
          "github.com\u0000.127.0.0.1",
          "//127.0.0.1",
          "");

  /** Whole addresses. */
  private static final List<String> URLS =
      List.of(
          "http://127.0.0.1/owner/name",
          "file:///etc/passwd",
          "file://127.0.0.1/owner/name",
          "ftp://127.0.0.1/owner/name",
          "gopher://127.0.0.1/owner/name",
          "ssh://127.0.0.1/o/n",
          "git://127.0.0.1/owner/name",
          "ext::sh -c id",
          "jar:https://127.0.0.1/o/n!/",
          "data:,x",
          "git@127.0.0.1:owner/name",
          "https:127.0.0.1/owner/name",
          "https:///127.0.0.1/o/n",
          "https:/127.0.0.1/owner/name",
          "//127.0.0.1/owner/name",
          "\\\\127.0.0.1\\owner\\name",
          "127.0.0.1/owner/name",
          "https://github.com/../127.0.0.1/owner/name",
          "https://github.com/https://127.0.0.1/owner/name",
          "https://github.com/owner/..");

  private static final Map<String, List<String>> NAMES =
      Map.of(
          "inside.example", List.of("10.1.2.3"),
          "xn--inside.example", List.of("127.0.0.1"),
          "both.example", List.of("140.82.121.3", "127.0.0.1"),
          "mapped.example", List.of("::ffff:127.0.0.1"),
          "metadata.google.internal", List.of("169.254.169.254"),
          "127.0.0.1.nip.example", List.of("127.0.0.1"),
          "github.com", List.of("140.82.121.3"));

  @Test
  void noNotationReachesTheNetworkInside() {
    assertTrue(AUTHORITIES.size() + URLS.size() >= 60);
    try (LocalAddressTrap trap = new LocalAddressTrap(PUBLIC, 0)) {
      for (String authority : AUTHORITIES) {
        tryOut("https://" + authority + "/owner/name", trap);
      }
      URLS.forEach(url -> tryOut(url, trap));
      assertEquals(0, trap.arrived());
      // 0177.0.0.1 is 177.0.0.1 to this machine, which is public.
      assertTrue(
          trap.tried().stream().allMatch(PublicAddresses::contains), () -> trap.tried().toString());
    }
  }

  @Test
  void noNotationLeavesTheHostsThatAreAllowed() {
    for (String authority : AUTHORITIES) {
      Optional<RepositoryAddress> parsed =
          RepositoryAddress.parse("https://" + authority + "/owner/name", Set.of("github.com"));
      assertTrue(parsed.stream().allMatch(a -> a.host().equals("github.com")), authority);
    }
  }

  private static void tryOut(String url, LocalAddressTrap trap) {
    Optional<RepositoryAddress> address = RepositoryAddress.parse(url, new EveryHost());
    if (address.isEmpty()) {
      return;
    }
    HostResolver names = RequestForgeryTest::resolve;
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    GitIntake intake = new GitIntake(GitSettings.DEFAULT, names, tls, trap::socket);
    try (RepositorySnapshot fetched =
        intake.fetch(address.get(), ScanBudget.DEFAULT, p -> {}, new Cancellation())) {
      throw new AssertionError(url + " was fetched");
    } catch (ScanFailedException e) {
      assertEquals(ErrorCode.CLONE_FAILED, e.error().code(), url);
    }
  }

  /** As the machine resolves, but with names that no test may look up in earnest. */
  private static InetAddress[] resolve(String host) throws UnknownHostException {
    List<String> known = NAMES.get(host);
    if (known != null) {
      return known.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
    if (host.endsWith(".example")) {
      throw new UnknownHostException(host);
    }
    return HostResolver.SYSTEM.resolve(host);
  }

  private static final class EveryHost extends AbstractSet<String> {

    @Override
    public boolean contains(Object host) {
      return true;
    }

    @Override
    public Iterator<String> iterator() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int size() {
      return Integer.MAX_VALUE;
    }
  }
}
