package org.kadec21.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.submission.Outcome.Stage;

class AdviceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    AUTH     | 530 5.7.0 Must issue STARTTLS        | --tls required
                    MAIL     | 530 5.7.0 Must issue STARTTLS        | --tls required
                    MAIL     | 530 5.7.0 Authentication required    | --user
                    AUTH     | 538 5.7.11 Encryption required       | --tls required
                    MAIL     | 421 4.3.2 shutting down              | it can go later
                    MAIL     | 450 4.7.1 max 20 messages/h          | it can go later
                    RCPT     | 451 4.7.1 greylisted                 | it can go later
                    RCPT     | 450 4.1.1 unverified                 | check the recipient's address
                    RCPT     | 553 5.7.1 sender not owned by user   | check the sender's address
                    MAIL     | 553 5.7.1 sender not owned by user   | check the sender's address
                    MAIL     | 550 5.1.8 no such domain             | check the sender's address
                    RCPT     | 550 5.1.1 unknown                    | check the recipient's address
                    RCPT     | 550 unknown                          | check the recipient's address
                    RCPT     | 550 5.1.7 sender unknown             | check the sender's address
                    RCPT     | 554 5.7.1 relaying denied            | check that the login happened
                    RCPT     | 552 5.2.2 full                       | must make room
                    RCPT     | 452 4.2.2 full                       | must make room
                    MAIL     | 452 4.3.1 disk                       | no room for now
                    MAIL     | 552 too big                          | send it in parts
                    FINAL_REPLY | 552 5.3.4 too big                 | send it in parts
                    FINAL_REPLY | 554 5.7.1 infected                | refuses this mail's content
                    FINAL_REPLY | 502 5.5.1 BDAT not implemented    | did not understand the command
                    AUTH     | 535 5.7.8 bad credentials            | check user name, password
                    AUTH     | 454 4.7.0 later                      | it can go later
                    AUTH     | 534 5.7.9 too weak                   | allow another mechanism
                    AUTH     | 432 4.7.12 change it                 | password changed first
                    GREETING | 554 5.7.1 no service from your IP    | use its submission port
                    GREETING | 450 4.3.2 later                      | it can go later
                    STARTTLS | 454 4.7.0 TLS not available          | whether TLS is offered
                    """)
    void goesByTheCodeBeforeTheStep(Stage stage, String reply, String advice) {
        assertThat(Advice.on(stage, ReplyParser.parse(reply).orElseThrow())).contains(advice);
    }
}
