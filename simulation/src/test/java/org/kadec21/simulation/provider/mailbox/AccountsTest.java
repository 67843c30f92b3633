package org.kadec21.simulation.provider.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kadec21.hal.Secret;

import java.time.Instant;
import java.util.List;

class AccountsTest {

    private final Account unit = new Account("tu", Secret.of("old"), "tu@provider.test");
    private final Account watch = new Account("watch", Secret.of("w"), "watch@provider.test");
    private final Accounts accounts = new Accounts(List.of(unit, watch));

    @Test
    void aChangedPasswordCountsAtOnce() {
        accounts.replace(unit.withPassword(Secret.of("new")));

        assertThat(accounts.verify("tu", Secret.of("old"))).isEmpty();
        assertThat(accounts.verify("tu", Secret.of("new"))).isPresent();
    }

    @Test
    void aChangedAddressBelongsToItsCustomer() {
        accounts.replace(unit.withAddress("station7@provider.test"));

        assertThat(accounts.owner("station7@provider.test")).isPresent();
        assertThat(accounts.owner("tu@provider.test")).isEmpty();
    }

    @Test
    void nobodyGetsTheAddressOfAnother() {
        assertThatThrownBy(() -> accounts.replace(unit.withAddress("Watch@provider.test")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to another");
    }

    @Test
    void settingsKeepWhatWasOrdered() {
        MailSettings settings =
                MailSettings.none()
                        .withPlan("Enterprise basic mail")
                        .with(Subscription.VIRUS_CHECK_PLUS, true)
                        .with(Subscription.SPAM_FILTER, true)
                        .with(Subscription.VIRUS_CHECK_PLUS, false);

        accounts.replace(unit.withSettings(settings));

        MailSettings kept = accounts.named("tu").orElseThrow().settings();
        assertThat(kept.plan()).isEqualTo("Enterprise basic mail");
        assertThat(kept.subscriptions()).containsExactly(Subscription.SPAM_FILTER);
    }

    @Test
    void mailsFollowTheirCustomerToTheNewAddress() {
        Mailboxes boxes = new Mailboxes();
        StoredMail mail = boxes.store("tu@provider.test", Instant.EPOCH, new byte[] {1, 2});

        boxes.move("tu@provider.test", "station7@provider.test");

        assertThat(boxes.mails("station7@provider.test")).containsExactly(mail);
        assertThat(boxes.octets("tu@provider.test")).isZero();
    }
}
