package org.pidesk.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDesk;
import org.pidesk.house.crooked.CrookedHouse;
import org.springframework.modulith.core.ApplicationModules;

/** Modules import only what their signboard allows, and in no circle. */
class HouseTest {

    @Test
    void standsAsItsSignboardsSay() {
        ApplicationModules.of(PiDesk.class).verify();
    }

    @Test
    void aCellarThatImportsTheAtticDoesNotStand() {
        var crooked = ApplicationModules.of(CrookedHouse.class, new ImportOption.OnlyIncludeTests());

        assertThat(crooked.detectViolations().getMessages())
                .anyMatch(message -> message.contains("cellar") && message.contains("attic"));
    }
}
