package org.kadec21.simulation.provider.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    high wind                                    | high wind
                    =?ISO-2022-JP?B?GyRCNi9JdxsoQg==?=           | 強風
                    =?utf-8?q?strong_=E9=A2=A8?=                 | strong 風
                    =?UTF-8?B?5by3?= =?UTF-8?B?6aKo?=            | 強風
                    =?UTF-8?B?5by3?= x                           | 強 x
                    =?no-such-charset?B?5by3?=                   | =?no-such-charset?B?5by3?=
                    =?UTF-8?B?%%%?=                              | =?UTF-8?B?%%%?=
                    =?UTF-8?Q?=ZZ?=                              | =?UTF-8?Q?=ZZ?=
                    =?UTF-8?Q?$1\\                                | =?UTF-8?Q?$1\\
                    """)
    void readsWhatIsWellFormedAndLeavesTheRest(String field, String read) {
        assertThat(EncodedWords.decode(field)).isEqualTo(read);
    }
}
