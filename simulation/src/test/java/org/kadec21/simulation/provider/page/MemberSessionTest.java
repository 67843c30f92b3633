package org.kadec21.simulation.provider.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.simulation.provider.page.Visitor.header;
import static org.kadec21.simulation.provider.page.Visitor.text;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.provider.http.HttpResponse;
import org.kadec21.simulation.provider.http.Status;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class MemberSessionTest {

    private static final Instant NOW = Instant.parse("2017-01-20T03:00:00Z");

    private final Provider provider =
            Provider.of(
                    ProviderPolicy.always(TestSites.HOST, Rules.generic()),
                    new Accounts(
                            List.of(new Account("tu", Secret.of("secret"), "tu@provider.test"))));
    private final Visitor visitor = Visitor.at(provider, NOW);

    @Test
    void givesACookieThatScriptsAndOtherSitesDoNotGet() {
        assertThat(header(visitor.get("/login"), "Set-Cookie"))
                .hasValueSatisfying(cookie ->
                        assertThat(cookie)
                                .matches(
                                        "kadec21-session=[0-9a-f]{64}; Path=/; HttpOnly;"
                                                + " SameSite=Strict"));
    }

    @Test
    void givesItOnlyToTlsWhereItCameByTls() {
        visitor.secure = true;

        assertThat(header(visitor.get("/login"), "Set-Cookie").orElseThrow()).endsWith("; Secure");
    }

    @Test
    void beginsALoginWithAnIdOfItsOwn() {
        visitor.get("/login");
        String planted = session();
        visitor.post("/login", "user", "tu", "password", "secret");
        Visitor thief = visitor.another();
        thief.cookies.put(MemberPage.SESSION, planted);

        assertThat(session()).isNotEqualTo(planted);
        assertThat(thief.get("/usage").status()).isEqualTo(Status.SEE_OTHER);
        assertThat(visitor.get("/usage").status()).isEqualTo(Status.OK);
    }

    @Test
    void takesNoIdThatItDidNotGive() {
        visitor.cookies.put(MemberPage.SESSION, "0".repeat(64));

        visitor.get("/login");

        assertThat(session()).isNotEqualTo("0".repeat(64));
    }

    @Test
    void refusesAFormWithoutTheSessionsToken() {
        visitor.loggedIn("tu", "secret");
        String[] fields = {"current", "secret", "new", "n3w-secret", "repeated", "n3w-secret"};
        String own = visitor.token;

        visitor.token = "";
        HttpResponse without = visitor.post("/password", fields);
        Visitor other = visitor.another();
        other.get("/login");
        visitor.token = other.token;
        HttpResponse foreign = visitor.post("/password", fields);
        visitor.token = own;
        HttpResponse right = visitor.post("/password", fields);

        assertThat(without.status()).isEqualTo(Status.FORBIDDEN);
        assertThat(foreign.status()).isEqualTo(Status.FORBIDDEN);
        assertThat(right.status()).isEqualTo(Status.SEE_OTHER);
    }

    @Test
    void refusesALoginThatAnotherSiteStarts() {
        assertThat(visitor.post("/login", "user", "tu", "password", "secret").status())
                .isEqualTo(Status.FORBIDDEN);
    }

    @Test
    void endsAfterAWhileWithoutARequestAndAfterLogout() {
        visitor.loggedIn("tu", "secret");
        visitor.pass(Visit.IDLE.plusSeconds(1));
        Status idle = visitor.get("/usage").status();
        visitor.loggedIn("tu", "secret");
        String session = session();
        visitor.post("/logout");
        visitor.cookies.put(MemberPage.SESSION, session);

        assertThat(idle).isEqualTo(Status.SEE_OTHER);
        assertThat(visitor.get("/usage").status()).isEqualTo(Status.SEE_OTHER);
    }

    @Test
    void endsAfterADayOfWorkHoweverBusy() {
        visitor.loggedIn("tu", "secret");
        for (int i = 0; i < 49; i++) {
            visitor.pass(Duration.ofMinutes(10));
            visitor.get("/usage");
        }

        assertThat(visitor.get("/usage").status()).isEqualTo(Status.SEE_OTHER);
    }

    @Test
    void slowsDownWhoeverGuessesThePasswordOfOneCustomer() {
        visitor.get("/login");
        for (int i = 0; i < LoginGuard.PER_NAME; i++) {
            visitor.address = "192.0.2." + i;
            visitor.post("/login", "user", i % 2 == 0 ? "tu" : "TU@provider.test", "password", "x");
        }

        HttpResponse blocked = visitor.post("/login", "user", "tu", "password", "secret");
        visitor.pass(LoginGuard.MEMORY);
        visitor.get("/login");
        HttpResponse later = visitor.post("/login", "user", "tu", "password", "secret");

        assertThat(blocked.status()).isEqualTo(Status.TOO_MANY_REQUESTS);
        assertThat(header(blocked, "Retry-After")).contains("901");
        assertThat(text(blocked)).contains("Too many wrong passwords. Try again in 15 min.");
        assertThat(later.status()).isEqualTo(Status.SEE_OTHER);
    }

    @Test
    void slowsDownAnAddressThatTriesManyNames() {
        visitor.get("/login");
        for (int i = 0; i < LoginGuard.PER_ADDRESS; i++) {
            visitor.post("/login", "user", "nobody" + i, "password", "x");
        }

        assertThat(visitor.post("/login", "user", "tu", "password", "secret").status())
                .isEqualTo(Status.TOO_MANY_REQUESTS);
        visitor.address = "192.0.2.99";
        assertThat(visitor.post("/login", "user", "tu", "password", "secret").status())
                .isEqualTo(Status.SEE_OTHER);
    }

    @Test
    void answersAWrongNameAsItAnswersAWrongPassword() {
        visitor.get("/login");

        String wrongName = text(visitor.post("/login", "user", "ut", "password", "x"));
        String wrongPassword = text(visitor.post("/login", "user", "tu", "password", "x"));

        assertThat(wrongName.replace("\"ut\"", "\"tu\"")).isEqualTo(wrongPassword);
    }

    @Test
    void keepsOnlySoManySessions() {
        visitor.loggedIn("tu", "secret");
        for (int i = 0; i < Visits.PER_MEMBER; i++) {
            visitor.another().loggedIn("tu", "secret");
        }
        Visitor first = visitor.another();
        first.get("/login");
        for (int i = 0; i < Visits.STRANGERS; i++) {
            visitor.another().get("/login");
        }

        assertThat(visitor.get("/usage").status()).isEqualTo(Status.SEE_OTHER);
        assertThat(first.post("/login", "user", "tu", "password", "secret").status())
                .isEqualTo(Status.FORBIDDEN);
    }

    private String session() {
        return visitor.cookies.getOrDefault(MemberPage.SESSION, "");
    }
}
