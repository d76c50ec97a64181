package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one question names what it is about, and offers nothing of it. */
class KindsOfGoodsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "used cars",
                "workshop and service",
                "tyres & batteries",
                "4x4 accessories",
                "servicing, parts and new models",
                "children’s seats, roof-racks",
                "Winter tyres",
                "cars of our dealership, vehicle sales and specialised repairs",
                "gebruikte motors, onderdele en herstelwerk vir geëerde klante",
            })
    void takesTheNameOfGoodsAndServices(String name) {
        assertThat(KindsOfGoods.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "used cars, see evil-example.com/x or call 0800 123 456 now for 50 percent less",
                "used cars, see evil-example.com/x",
                "used cars at evil.example",
                "used cars, sales@evil.example",
                "used cars @evil",
                "used cars, 0800 123 456",
                "used cars 0800123456",
                "used cars, R 5",
                "used cars, R5",
                "used cars, R",
                "used cars for ninety rand",
                "used cars, ZAR ninety",
                "used cars, 5 % down",
                "used cars, ten percent down",
                "used cars, ten per cent down",
                "free servicing",
                "FREE servicing",
                "ｆｒｅｅ servicing",
                "frеe servicing",
                "used cars at a discount",
                "sale of used cars",
                "specials on tyres",
                "tyres, half price",
                "tyres at half-price",
                "win a car",
                "used cars, now",
                "call-us for cars",
                "only this week, tyres",
                "tyres for less",
                "cheap tyres",
                "a deal on tyres",
                "bonus tyres",
                "save on tyres",
                "tyres from five thousand",
                "tyres http evil",
                "tyres! tyres!",
                "tyres?",
                "tyres: new",
                "<b>tyres</b>",
                "tyres\u202e seryt",
                "4x4x4x4x4 parts",
                "08x00 parts",
                "4x4-4x4-4x4",
                ", tyres",
            })
    void takesNoOffer(String offer) {
        assertThat(KindsOfGoods.isName(offer)).isFalse();
    }
}
