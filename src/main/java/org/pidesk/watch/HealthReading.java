package org.pidesk.watch;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** The health, part by part, for whoever cannot sign in to look at its details. */
@Component
class HealthReading implements Reading {
    private final ObjectProvider<HealthEndpoint> health;

    HealthReading(ObjectProvider<HealthEndpoint> health) {
        this.health = health;
    }

    @Override
    public String name() {
        return "health";
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Figure> take() {
        var whole = health.getObject().health();
        var parts = whole instanceof CompositeHealth composite ? composite.getComponents() : Map.of("all", whole);
        return parts.entrySet().stream()
                .map(part -> Figure.of(
                                "pidesk_health",
                                "Whether a part of the product is well.",
                                isWell(part.getValue().getStatus()) ? 1 : 0)
                        .by("part", part.getKey()))
                .toList();
    }

    private static boolean isWell(Status status) {
        return !status.equals(Status.DOWN) && !status.equals(Status.OUT_OF_SERVICE);
    }
}
