package org.kadec21.simulation.provider.page;

import org.kadec21.simulation.provider.http.Form;
import org.kadec21.simulation.provider.mailbox.MailStore;
import org.kadec21.simulation.provider.mailbox.StoredMail;
import org.kadec21.simulation.provider.page.Tables.Fact;
import org.kadec21.simulation.provider.policy.Mechanism;
import org.kadec21.simulation.provider.policy.ProviderPolicy;
import org.kadec21.simulation.provider.policy.Service;
import org.kadec21.simulation.provider.policy.TlsOffer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How full the mailbox is, and what a mail program has to be set to.
record UsageRoom(ProviderPolicy policy, MailStore mailboxes) implements Room {

    private static final int HUNDRED = 100;

    @Override
    public String name() {
        return "usage";
    }

    @Override
    public Outcome post(String action, Form form, Guest guest) {
        return new Outcome.Unknown();
    }

    @Override
    public Html show(Guest guest, Typed typed) {
        return Html.of(mailbox(guest), settings(guest));
    }

    private Html mailbox(Guest guest) {
        Texts texts = guest.texts();
        String address = guest.account().address();
        long used = mailboxes.octets(address);
        long room = guest.rules().maxMailboxOctets();
        long percent = Math.min(HUNDRED, used * HUNDRED / Math.max(1, room));
        List<StoredMail> mails = mailboxes.mails(address);
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(texts.of("usage.mails"), Integer.toString(mails.size())));
        if (!mails.isEmpty()) {
            StoredMail oldest = mails.getFirst();
            facts.add(Fact.of(texts.of("usage.oldest"), texts.moment(oldest.arrival())));
            guest.rules()
                    .retention()
                    .deletedOn(oldest.arrival())
                    .ifPresent(
                            day -> facts.add(Fact.of(texts.of("usage.deletion"), texts.day(day))));
        }
        return Tables.card(
                texts.of("usage.mailbox"),
                Html.tag("p")
                        .with("class", "amount")
                        .around(
                                Html.tag("strong").with("id", "used").text(texts.size(used)),
                                Html.text(texts.of("usage.amount", texts.size(room), percent))),
                Html.tag("meter")
                        .with("min", "0")
                        .with("max", "100")
                        .with("high", "90")
                        .with("value", Long.toString(percent))
                        .with("aria-label", texts.of("usage.mailbox"))
                        .text(percent + " %"),
                Tables.facts(facts));
    }

    private Html settings(Guest guest) {
        Texts texts = guest.texts();
        List<Fact> facts = new ArrayList<>();
        facts.add(
                new Fact(
                        texts.of("usage.auth"),
                        Html.tag("code").with("id", "auth-id").text(guest.account().user())));
        facts.add(Fact.of(texts.of("usage.address"), guest.account().address()));
        if (!guest.account().settings().plan().isEmpty()) {
            facts.add(Fact.of(texts.of("usage.plan"), guest.account().settings().plan()));
        }
        facts.add(Fact.of(texts.of("usage.server"), policy.hostName()));
        facts.add(
                Fact.of(
                        texts.of("usage.mechanisms"),
                        guest.rules().mechanisms().stream()
                                .map(Mechanism::wireName)
                                .collect(Collectors.joining(", "))));
        facts.add(
                Fact.of(
                        texts.of("usage.receiving"),
                        texts.of(guest.rules().apop() ? "usage.apop" : "usage.pop3")));
        facts.add(Fact.of(texts.of("usage.tls"), texts.of(tls(guest))));
        return Tables.card(texts.of("usage.settings"), Tables.facts(facts));
    }

    private static String tls(Guest guest) {
        boolean offered =
                guest.rules().services().entrySet().stream()
                        .anyMatch(entry ->
                                entry.getKey() != Service.RELAY
                                        && (entry.getKey().isImplicitTls()
                                                || entry.getValue().tls() != TlsOffer.NONE));
        return offered ? "usage.tls-offered" : "usage.tls-none";
    }
}
