package io.mcpscore.engine.check.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsPasswordCheckTest {

  private static final String ID = "secrets-password";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.ts | const password = 'vK9_tinMq2xL'; | HIGH",
        "a.ts | connect({ user: 'app', password: 'vK9_tinMq2xL' }); | HIGH",
        "a.ts | const dbPassword = process.env.PW ?? 'vK9_tinMq2xL'; | HIGH",
        "a.ts | const url = 'postgres://app:vK9_tinMq2xL@db.acme.io:5432/x'; | CRITICAL",
        "a.ts | const url = 'https://app:vK9_tinMq2xL@acme.io/'; | CRITICAL",
        "a.ts | headers.Authorization = 'Basic YXBwOnZLOV90aW5NcTJ4TA=='; | CRITICAL",
        "a.ts | const c = 'Server=db.acme.io;User Id=app;Password=vK9_tinMq2xL;'; | CRITICAL",
        "a.py | dsn = 'host=db.acme.io user=app password=vK9_tinMq2xL' | CRITICAL",
        "app.conf | url jdbc:mysql://db.acme.io/x?user=app&password=vK9_tinMq2xL | CRITICAL",
        "a.ts | const c = 'Server=localhost;Uid=app;Pwd=vK9_tinMq2xL'; | LOW",
        "a.py | DB_PASSWORD = 'vK9_tinMq2xL' | HIGH",
        "a.py | connect(passwd='vK9_tinMq2xL') | HIGH",
        "a.py | pw = os.environ.get('DB_PASSWORD', 'vK9_tinMq2xL') | HIGH",
        "a.py | url = f'mysql://app:vK9_tinMq2xL@db.acme.io/{name}' | CRITICAL",
        ".env | DB_PASSWORD=vK9_tinMq2xL | HIGH",
        "app.yaml | dsn: amqp://app:vK9_tinMq2xL@mq.acme.io/ | CRITICAL",
        "a.ts | const password = 'changeit1'; | LOW",
        "a.ts | const password = 'postgres'; | LOW",
        "a.py | DB_PASSWORD = os.getenv('DB_PASSWORD', 'admin123') | LOW",
        "a.ts | const url = 'postgres://postgres:postgres@localhost:5432/x'; | LOW",
        "docker-compose.yml | url: postgres://app:vK9_tinMq2xL@postgres:5432/x | LOW",
      })
  void passwordsAreFoundAndWeighed(String path, String text, Severity severity) {
    List<Reported> found = new Fixture().file(path, text + "\n").run(ID);

    assertEquals(List.of(severity), found.stream().map(r -> r.draft().severity()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const password = process.env.DB_PASSWORD;",
        "const password = '';",
        "const password = '<your password>';",
        "const password = '${DB_PASSWORD}';",
        "const labels = { password: 'Password' };",
        "const labels = { password: 'Enter your password' };",
        "const selectors = { password: '#login-password' };",
        "const types = { password: 'string' };",
        "const schema = { type: 'password' };",
        "const passwordField = 'vK9_tinMq2xL';",
        "const compass = 'north-by-northwest';",
        "const url = `postgres://${user}:${password}@${host}/db`;",
        "const url = 'postgres://user:YOUR_PASSWORD@db.acme.io/x';",
        "const url = 'postgres://user@db.acme.io/x';",
        "const url = 'https://acme.io:8443/a@b';",
        "const c = `Server=${host};User Id=app;Password=${password};`;",
        "const help = 'host=db password=<password>';",
        "// password = 'vK9_tinMq2xL'",
        "if (password === 'vK9_tinMq2xL') {}",
      })
  void labelsReferencesAndPlaceholdersAreNone(String code) {
    assertEquals(List.of(), new Fixture().file("src/a.ts", code + "\n").run(ID));
  }
}
