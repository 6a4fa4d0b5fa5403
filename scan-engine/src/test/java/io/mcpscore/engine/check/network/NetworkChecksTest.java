package io.mcpscore.engine.check.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkChecksTest {

  private static final String TLS = "network-disabled-tls";
  private static final String SSH = "network-ssh-host-key";
  private static final String IP = "network-hardcoded-ip";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.ts | const o = { rejectUnauthorized: false }; | HIGH",
        "a.ts | agent.options.rejectUnauthorized = false; | HIGH",
        "a.ts | process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; | HIGH",
        "a.ts | process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0; | HIGH",
        "a.py | import requests; requests.get(url, verify=False) | HIGH",
        "a.py | session.verify = False | HIGH",
        "a.py | context.verify_mode = ssl.CERT_NONE | HIGH",
        "a.py | context.check_hostname = False | HIGH",
        "a.py | import ssl; c = ssl._create_unverified_context() | HIGH",
        "a.py | ssl._create_default_https_context = ssl._create_unverified_context | HIGH",
        "a.py | pool = urllib3.PoolManager(cert_reqs=\"CERT_NONE\") | HIGH",
        "a.py | import aiohttp; c = aiohttp.TCPConnector(ssl=False) | HIGH",
        "a.py | os.environ['PYTHONHTTPSVERIFY'] = '0' | HIGH",
        "a.ts | fetch('https://localhost:27124/', { rejectUnauthorized: false }); | LOW",
        "a.ts | launch({ args: ['--ignore-certificate-errors'], ignoreHTTPSErrors: true }); |"
            + " MEDIUM",
        "a.py | browser.new_context(ignore_https_errors=True) | MEDIUM",
        "a.py | options.add_argument('--ignore-certificate-errors') | MEDIUM",
        "Dockerfile | ENV NODE_TLS_REJECT_UNAUTHORIZED=0 | MEDIUM",
        "package.json | {\"start\": \"NODE_TLS_REJECT_UNAUTHORIZED=0 node .\"} | MEDIUM",
      })
  void switchesThatAreOffAreFound(String path, String code, Severity severity) {
    assertEquals(List.of(severity), severities(TLS, path, code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.ts | const o = { rejectUnauthorized: !config.insecure };",
        "a.ts | const o = { rejectUnauthorized: true };",
        "a.ts | interface O { rejectUnauthorized: false }",
        "a.ts | launch({ ignoreHTTPSErrors: config.lax });",
        "a.ts | if (config.insecure) args.push('--ignore-certificate-errors');",
        "a.ts | log('--ignore-certificate-errors');",
        "a.py | browser.new_context(ignore_https_errors=False)",
        "a.ts | log('never set rejectUnauthorized: false');",
        "a.py | # verify=False",
        "a.py | requests.get(url, verify=settings.verify)",
        "a.py | import jwt; jwt.decode(token, verify=False)",
        "a.py | self.verify_signature = False",
        "a.py | def f(verify=False): pass",
        "README.conf | NODE_TLS_REJECT_UNAUTHORIZED=1",
      })
  void switchesThatFollowASettingAndMentionsAreNot(String path, String code) {
    assertEquals(List.of(), severities(TLS, path, code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "const u = 'http://45.83.122.7/x'; | MEDIUM",
        "const u = 'ws://45.83.122.7:9000'; | MEDIUM",
        "connect({ host: '45.83.122.7', port: 22 }); | MEDIUM",
        "const serverHost = env.HOST ?? '45.83.122.7'; | MEDIUM",
        "fetch('http://169.254.169.254/latest/meta-data/'); | MEDIUM",
        "fetch('http://192.168.1.10:8123/api'); | LOW",
        "connect({ host: '10.1.2.3' }); | LOW",
        "connect({ host: '172.31.0.1' }); | LOW",
        "resolve({ server: '8.8.8.8' }); | INFO",
      })
  void addressesThatConnectionsGoToAreGraded(String code, Severity severity) {
    assertEquals(List.of(severity), severities(IP, "a.ts", code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server.listen(3000, '127.0.0.1');",
        "listen({ host: '0.0.0.0' });",
        "const u = 'http://127.0.0.1:3000';",
        "const host = '203.0.113.9';",
        "const host = '255.255.255.255';",
        "const host = '1.2.3.444';",
        "const version = '45.83.122.7';",
        "const ranges = ['10.0.0.0', '45.83.122.7'];",
        "if (host === '45.83.122.7') {}",
        "refused.has('http://45.83.122.7');",
        "z.string().describe('http://45.83.122.7/x');",
        "const text = 'such as http://45.83.122.7/x';",
        "// http://45.83.122.7/x",
      })
  void theOwnMachineListsComparisonsAndSentencesAreNot(String code) {
    assertEquals(List.of(), severities(IP, "a.ts", code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.py | c.load_system_host_keys(); c.set_missing_host_key_policy(paramiko.AutoAddPolicy())"
            + " | LOW",
        "a.py | import paramiko; c.set_missing_host_key_policy(paramiko.WarningPolicy) | MEDIUM",
        "a.py | import paramiko; t = paramiko.Transport(a); t.connect(username=u, password=p) |"
            + " MEDIUM",
        "a.py | import asyncssh; o = {'host': h, 'known_hosts': None} | MEDIUM",
        "a.py | run('ssh -o StrictHostKeyChecking=no ' + host) | MEDIUM",
        "a.ts | import { Client } from 'ssh2'; const c = new Client(); c.connect(config); | MEDIUM",
        "a.ts | import { Client } from 'ssh2'; class A { f() { this.conn.connect({ ...login }); } }"
            + " | MEDIUM",
      })
  void hostsThatNobodyTellsApartAreFound(String path, String code, Severity severity) {
    assertEquals(List.of(severity), severities(SSH, path, code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Keys are written down at the first meeting, and one that changes is refused.
        "a.py | import paramiko; c.load_host_keys(p);"
            + " c.set_missing_host_key_policy(paramiko.AutoAddPolicy())",
        "a.py | import paramiko; c.set_missing_host_key_policy(paramiko.RejectPolicy())",
        "a.py | import paramiko; c.set_missing_host_key_policy(A() if insecure else B())",
        "a.py | import paramiko; t = paramiko.Transport(a); t.connect(hostkey=k, username=u)",
        "a.py | import asyncssh; asyncssh.connect(h, known_hosts=path)",
        "a.py | run('ssh -o StrictHostKeyChecking=accept-new ' + host)",
        "a.py | log.warning('ssh -o StrictHostKeyChecking=no is not safe')",
        "a.ts | import { Client } from '@modelcontextprotocol/sdk/client'; import 'ssh2';"
            + " client.connect(transport);",
        "a.ts | import { Client } from 'ssh2'; const c = new Client(); if (opts.insecure)"
            + " c.connect({ username, host });",
      })
  void hostsThatAreToldApartAreNot(String path, String code) {
    assertEquals(List.of(), severities(SSH, path, code));
  }

  @Test
  void aChoiceOfAnOperatorIsNoBlindTrust() {
    String code =
        "import paramiko\ndef f(c, strict):\n  if not strict:\n"
            + "    c.set_missing_host_key_policy(paramiko.AutoAddPolicy())\n";
    assertEquals(List.of(), severities(SSH, "a.py", code));
    assertEquals(
        List.of(Severity.MEDIUM), severities(SSH, "a.py", code.replace("if not strict", "if c")));
  }

  @Test
  void testsAreLeftAlone() {
    Fixture fixture =
        new Fixture()
            .file("a.test.ts", FileRole.TEST, "const o = { rejectUnauthorized: false };")
            .file("b.test.ts", FileRole.TEST, "const u = 'http://45.83.122.7/x';");

    assertEquals(List.of(), fixture.run(TLS));
    assertEquals(List.of(), fixture.run(IP));
  }

  private static List<Severity> severities(String check, String path, String code) {
    return new Fixture()
        .file(path, code + "\n").run(check).stream().map(r -> r.draft().severity()).toList();
  }
}
