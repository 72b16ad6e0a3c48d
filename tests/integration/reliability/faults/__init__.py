"""Every fault, by area."""

from tests.integration.reliability.faults import client, data, database, model, platform

FAULTS = [*model.FAULTS, *database.FAULTS, *client.FAULTS, *platform.FAULTS, *data.FAULTS]
