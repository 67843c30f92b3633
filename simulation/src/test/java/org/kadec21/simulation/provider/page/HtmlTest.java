package org.kadec21.simulation.provider.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {

    @Test
    void escapesTextsAndAttributes() {
        Html html = Html.tag("p").with("class", "a\"b'c").text("<b>&amp;\u0000\u202e</b>");

        assertThat(html.document())
                .endsWith(
                        "<p class=\"a&quot;b&#39;c\">&lt;b&gt;&amp;amp;\ufffd\ufffd&lt;/b&gt;</p>");
    }

    @ParameterizedTest
    @CsvSource({
        "onclick, x",
        "style, color:red",
        "href, javascript:alert(1)",
        "href, //elsewhere.test",
        "action, https://elsewhere.test",
        "'x y', z"
    })
    void refusesWhatRunsOrLeadsAway(String attribute, String value) {
        assertThatThrownBy(() -> Html.tag("a").with(attribute, value))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
