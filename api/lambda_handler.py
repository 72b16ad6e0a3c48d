"""The entry point that AWS Lambda calls: an API Gateway event in, a response out."""

from mangum import Mangum

from joblab.app import create_app

app = create_app()
lambda_handler = Mangum(app, lifespan="off")
