package org.kadec21.firmware.update;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyListTest {

    /// Somebody may name any file of the unit's computer as its key list.
    @Test
    void whatIsNoKeyListIsNotShown() {
        assertThatThrownBy(() -> KeyList.read("# keys\nroot:x:0:0\n"))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("it has something else between them")
                .hasMessageNotContaining("root");
    }
}
