package org.kadec21.simulation.provider.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kadec21.simulation.provider.page.Visitor.header;
import static org.kadec21.simulation.provider.page.Visitor.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kadec21.hal.Secret;
import org.kadec21.simulation.provider.Provider;
import org.kadec21.simulation.provider.TestSites;
import org.kadec21.simulation.provider.dialogue.Action;
import org.kadec21.simulation.provider.http.HttpRequest.Method;
import org.kadec21.simulation.provider.http.HttpResponse;
import org.kadec21.simulation.provider.http.Status;
import org.kadec21.simulation.provider.mailbox.Account;
import org.kadec21.simulation.provider.mailbox.Accounts;
import org.kadec21.simulation.provider.mailbox.FilterRule;
import org.kadec21.simulation.provider.mailbox.MemberLog;
import org.kadec21.simulation.provider.mailbox.SpamHandling;
import org.kadec21.simulation.provider.mailbox.Subscription;
import org.kadec21.simulation.provider.policy.Outage;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Rules;
import org.kadec21.simulation.provider.policy.VirusCheck;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;

class MemberPageTest {

    private static final Instant CHANGE = Instant.parse("2017-01-23T15:00:00Z");
    private static final Instant BEFORE = Instant.parse("2017-01-20T03:00:00Z");
    private static final Instant AFTER = Instant.parse("2017-02-01T03:00:00Z");
    private static final String ATTACK = "\"><script>alert('1')</script>&amp;";

    private final Accounts accounts =
            new Accounts(
                    List.of(
                            new Account("tu", Secret.of("secret"), "tu@provider.test"),
                            new Account("two", Secret.of("zwei"), "two@provider.test")));
    private final Provider provider = Provider.of(policy(), accounts);

    private static ProviderPolicy policy() {
        TreeMap<Instant, Rules> rules = new TreeMap<>();
        rules.put(Instant.EPOCH, Rules.generic().withVirusCheck(VirusCheck.SUBSCRIBERS));
        rules.put(CHANGE, Rules.generic().withVirusCheck(VirusCheck.EVERYBODY));
        return new ProviderPolicy(
                TestSites.HOST,
                ZoneId.of("Asia/Tokyo"),
                List.of(),
                rules,
                List.of(
                        new Outage(
                                CHANGE,
                                CHANGE.plus(Duration.ofMinutes(90)),
                                Outage.Manner.UNREACHABLE)));
    }

    private Visitor member() {
        return Visitor.at(provider, BEFORE).loggedIn("tu", "secret");
    }

    private Account tu() {
        return accounts.named("tu").orElseThrow();
    }

    @Test
    void showsUsageAuthIdAndAddress() {
        provider.mailboxes().store("tu@provider.test", BEFORE, new byte[2048]);

        assertThat(text(member().get("/usage")))
                .contains("<strong id=\"used\">2 KB</strong> of 1 GB used (0 %)")
                .contains("<code id=\"auth-id\">tu</code>")
                .contains("tu@provider.test")
                .contains("2017-01-20 12:00");
    }

    @Test
    void speaksTheLanguageThatIsChosenOrElseTheBrowsers() {
        Visitor visitor = Visitor.at(provider, BEFORE);
        visitor.language = "de, ja;q=0.8";

        assertThat(text(visitor.get("/login"))).contains("<html lang=\"ja\">", "ログイン");
        assertThat(text(visitor.get("/login?lang=en"))).contains("<html lang=\"en\">", "Log in");
        assertThat(text(visitor.get("/login"))).contains("<html lang=\"en\">");
    }

    @Test
    void changesThePasswordForMailTooAndEndsOtherSessions() {
        Visitor visitor = member();
        Visitor other = visitor.another().loggedIn("tu", "secret");

        HttpResponse response =
                visitor.post(
                        "/password",
                        "current",
                        "secret",
                        "new",
                        "n3w-secret",
                        "repeated",
                        "n3w-secret");

        assertThat(response.status()).isEqualTo(Status.SEE_OTHER);
        assertThat(accounts.verify("tu", Secret.of("n3w-secret"))).isPresent();
        assertThat(text(visitor.get("/password"))).contains("The mail password was changed.");
        assertThat(other.get("/usage").status()).isEqualTo(Status.SEE_OTHER);
        assertThat(response.notes().toString()).doesNotContain("n3w");
    }

    @Test
    void saysBesideEachFieldWhyAPasswordIsNotTaken() {
        HttpResponse response =
                member().post("/password", "current", "x", "new", "short", "repeated", "other");

        assertThat(response.status()).isEqualTo(Status.UNPROCESSABLE);
        assertThat(text(response))
                .contains("id=\"current-error\">This is not your current password.")
                .contains("id=\"new-error\">8 to 64")
                .contains("id=\"repeated-error\">The two new passwords differ.");
        assertThat(tu().password()).isEqualTo(Secret.of("secret"));
    }

    @Test
    void movesTheMailsToANewAddress() {
        provider.mailboxes().store("tu@provider.test", BEFORE, new byte[10]);
        Visitor visitor = member();

        visitor.post("/address", "local", "Bridge-7", "current", "secret");

        assertThat(tu().address()).isEqualTo("bridge-7@provider.test");
        assertThat(provider.mailboxes().mails("bridge-7@provider.test")).hasSize(1);
        assertThat(accounts.owner("tu@provider.test")).isEmpty();
        assertThat(text(visitor.get("/address"))).contains("from tu@provider.test to bridge-7@");
    }

    @Test
    void keepsTheAddressWhenItsMailsCannotMove() {
        Provider stuck = provider.with(new ImmovableMails());
        stuck.mailboxes().store("tu@provider.test", BEFORE, new byte[10]);
        Visitor visitor = Visitor.at(stuck, BEFORE).loggedIn("tu", "secret");

        HttpResponse response = visitor.post("/address", "local", "bridge-7", "current", "secret");

        assertThat(response.status()).isEqualTo(Status.UNPROCESSABLE);
        assertThat(text(response)).contains("Your mails could not be moved. Nothing was changed");
        assertThat(tu().address()).isEqualTo("tu@provider.test");
        assertThat(text(visitor.get("/address"))).doesNotContain("from tu@provider.test to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "postmaster", "a", "x..y", "x@y", "<x>yz", "-abc"})
    void refusesAnAddressThatIsTakenOrNone(String local) {
        HttpResponse response = member().post("/address", "local", local, "current", "secret");

        assertThat(response.status()).isEqualTo(Status.UNPROCESSABLE);
        assertThat(tu().address()).isEqualTo("tu@provider.test");
    }

    @Test
    void addsAndRemovesFilterRules() {
        Visitor visitor = member();

        visitor.post("/filter/add", "field", "subject", "expression", "cheap +watches");
        List<FilterRule> added = tu().settings().filters();
        visitor.post("/filter/remove", "number", "0", "expression", "cheap +watches");

        assertThat(added)
                .containsExactly(new FilterRule(FilterRule.Field.SUBJECT, "cheap +watches"));
        assertThat(tu().settings().filters()).isEmpty();
        assertThat(text(visitor.get("/filter")))
                .contains("Rule added: Subject: cheap +watches", "Rule removed: Subject: cheap");
    }

    @Test
    void removesNoRuleThatAnOldPageShowedAtItsPlace() {
        Visitor visitor = member();
        visitor.post("/filter/add", "field", "from", "expression", "kept");

        visitor.post("/filter/remove", "number", "0", "expression", "gone");

        assertThat(tu().settings().filters()).hasSize(1);
    }

    @Test
    void ordersChangesAndCancelsTheSpamFilterAndLogsIt() {
        Visitor visitor = member();

        visitor.post("/spam/order", "handling", "delete");
        visitor.post("/spam/order", "handling", "mark");
        SpamHandling changed = tu().settings().spam();
        visitor.post("/spam/cancel");

        assertThat(changed).isEqualTo(SpamHandling.MARK);
        assertThat(tu().settings().has(Subscription.SPAM_FILTER)).isFalse();
        assertThat(text(visitor.get("/spam")))
                .contains("Ordered: spam is deleted.", "Changed: spam is marked.")
                .contains("The spam filter was cancelled.");
    }

    @Test
    void sellsTheVirusCheckAsLongAsItIsCharged() {
        Visitor visitor = member();

        assertThat(text(visitor.get("/virus")))
                .contains("It is charged.", "From 24 January 2017 on it will be free");
        visitor.post("/virus/order");

        assertThat(tu().settings().has(Subscription.VIRUS_CHECK_PLUS)).isTrue();
    }

    @Test
    void sellsNoVirusCheckOnceItIsFree() {
        Visitor visitor = Visitor.at(provider, AFTER).loggedIn("tu", "secret");

        visitor.post("/virus/order");

        assertThat(text(visitor.get("/virus"))).contains("free for all members since 24 January");
        assertThat(tu().settings().has(Subscription.VIRUS_CHECK_PLUS)).isFalse();
    }

    @Test
    void triesAnExpression() {
        assertThat(text(member().post("/expression", "expression", "w.nd", "text", "high wind")))
                .contains("It fits: at character 6, 4 characters long.", "<mark>wind</mark>");
    }

    @Test
    void isClosedInBothLanguagesDuringTheOutage() {
        Visitor visitor = Visitor.at(provider, CHANGE.plusSeconds(1800));

        HttpResponse response = visitor.get("/usage");

        assertThat(response.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(header(response, "Retry-After")).contains("3600");
        assertThat(text(response)).contains("2017-01-24 01:30", "2017/01/24 01:30 です");
    }

    @Test
    void escapesWhateverCustomersTypeAndMailsHold() {
        provider.log()
                .add(
                        "tu",
                        new MemberLog.Entry(
                                BEFORE, MemberLog.Reason.VIRUS, ATTACK, ATTACK, ATTACK));
        Visitor visitor = member();
        visitor.post("/filter/add", "field", "from", "expression", "<script>");

        assertThat(
                        List.of(
                                text(visitor.get("/virus")),
                                text(visitor.get("/filter")),
                                text(visitor.post("/filter/add", "expression", ATTACK)),
                                text(visitor.post("/address", "local", ATTACK)),
                                text(visitor.post("/spam/order", "handling", ATTACK)),
                                text(
                                        visitor.post(
                                                "/expression",
                                                "expression",
                                                "s.*t",
                                                "text",
                                                ATTACK)),
                                text(visitor.post("/password", "current", ATTACK, "new", ATTACK)),
                                text(visitor.another().get("/login?lang=" + "%3Cscript%3E"))))
                .allSatisfy(page -> assertThat(page).doesNotContainIgnoringCase("<script"));
    }

    @Test
    void knowsNoOtherPaths() {
        Visitor visitor = member();

        for (String path :
                List.of(
                        "/../../etc/passwd",
                        "/%2e%2e/texts-ja.properties",
                        "/usage/x",
                        "//usage",
                        "/login/../usage")) {
            assertThat(visitor.get(path).status()).as(path).isEqualTo(Status.NOT_FOUND);
            assertThat(visitor.post(path).status()).as(path).isEqualTo(Status.NOT_FOUND);
        }
    }

    @Test
    void takesNothingButFormsInUtf8() {
        Visitor visitor = member();

        assertThat(visitor.send(Method.POST, "/usage", "a=%ff").status())
                .isEqualTo(Status.BAD_REQUEST);
        assertThat(visitor.send(Method.POST, "/usage", "a=%zz").status())
                .isEqualTo(Status.BAD_REQUEST);
        assertThat(visitor.send(Method.POST, "/usage", "a=%f").status())
                .isEqualTo(Status.BAD_REQUEST);
    }

    @Test
    void notesWhoLoggedIn() {
        Visitor visitor = Visitor.at(provider, BEFORE);
        visitor.get("/login");

        assertThat(visitor.post("/login", "user", "tu", "password", "secret").notes())
                .containsExactly(Action.Note.of("auth.ok", "user", "tu"));
    }
}
