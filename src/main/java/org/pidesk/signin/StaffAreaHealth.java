package org.pidesk.signin;

import java.time.Clock;
import java.time.LocalDate;
import org.pidesk.geo.Countries;
import org.pidesk.geo.CountriesUnreadable;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * The alarm: down when nothing is known about any address and the staff area is locked by countries; out of service
 * while what is known is old, or while somebody is in by a broken glass.
 */
@Component("staffAreaHealthIndicator")
class StaffAreaHealth extends AbstractHealthIndicator {
    private final StaffAreaSettings settings;
    private final Countries countries;
    private final BreakGlass glass;
    private final Clock clock;

    StaffAreaHealth(StaffAreaSettings settings, Countries countries, BreakGlass glass, Clock clock) {
        super("The lock of the staff area could not be looked at.");
        this.settings = settings;
        this.countries = countries;
        this.glass = glass;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up().withDetail("locked", settings.isLocked());
        try {
            var made = countries.madeAt();
            health.withDetail("countriesOf", LocalDate.ofInstant(made, clock.getZone()));
            if (settings.isLocked() && made.plus(settings.staleAfter()).isBefore(clock.instant())) {
                health.outOfService().withDetail("why", "the file of countries is old");
            }
        } catch (CountriesUnreadable nothingKnown) {
            health.down().withDetail("why", "the file of countries cannot be read");
            return;
        }
        if (glass.isBrokenNow()) {
            health.outOfService().withDetail("glass", "broken");
        }
    }
}
